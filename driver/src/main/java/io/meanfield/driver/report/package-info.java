/**
 * What a run tells people and machines: progress, tables, events and the last lines. On the driver
 * only; decides nothing.
 */
package io.meanfield.driver.report;
