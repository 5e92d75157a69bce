/**
 * The records that cross between the driver and executors, and the errors both speak of. For {@code
 * worker} and {@code driver}.
 */
package io.meanfield.worker.protocol;
