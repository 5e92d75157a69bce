/**
 * Where a run stands and what comes next, as pure arithmetic. For {@code driver} and {@code
 * driver.spark}, on the driver.
 */
package io.meanfield.driver.round;
