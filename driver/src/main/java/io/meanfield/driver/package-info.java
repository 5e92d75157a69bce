/**
 * The command line and one run from its configuration to its model. On the driver; nothing depends
 * on it, and Spark is reached through {@code driver.spark} only.
 */
package io.meanfield.driver;
