/**
 * A round, an evaluation or a prediction as a Spark job, with a deadline for every wait. For {@code
 * driver}, on the driver; what runs on executors is in {@code worker.spark}.
 */
package io.meanfield.driver.spark;
