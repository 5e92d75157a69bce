/**
 * The words of the module: what a data set consists of and what a batch of it is. For every module,
 * on the driver and on executors; knows nothing of models.
 */
package io.meanfield.datasets;
