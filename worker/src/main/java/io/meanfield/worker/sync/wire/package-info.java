/**
 * What values look like on their way between machines: formats, and codecs that turn arrays of
 * floats into them and back. Knows neither what the values are nor how they travel. For {@code
 * worker}, on executors; the records are part of a run's configuration.
 */
package io.meanfield.worker.sync.wire;
