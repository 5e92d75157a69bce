/**
 * A GPU as the driver of the machine describes it, and what a run asks of it and of the memory
 * around it. Knows neither Spark nor ND4J. For {@code worker} and {@code worker.spark}.
 */
package io.meanfield.worker.gpu;
