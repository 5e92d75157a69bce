/**
 * From samples of sound to log-mel spectrograms, as arithmetic whose bits are the same on every
 * JVM. Public for the transforms of sound; it knows nothing of them.
 */
package io.meanfield.datasets.transform.audio;
