/**
 * What a model is worth: metrics from tallies, and when to stop because they no longer improve.
 * Pure arithmetic on the driver, used by every package of it.
 */
package io.meanfield.driver.evaluate;
