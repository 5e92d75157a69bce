/**
 * A run between two rounds on any Hadoop file system: there as a whole, verified, or not at all.
 * For {@code driver} and {@code driver.spark}, on the driver.
 */
package io.meanfield.driver.checkpoint;
