/**
 * Where a run stands, what comes next, and the states in between; no Spark, no threads, no clock.
 * For {@code driver} and {@code driver.spark}, on the driver.
 */
package io.meanfield.driver.round;
