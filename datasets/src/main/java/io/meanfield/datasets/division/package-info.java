/**
 * How the examples of a data set are divided into parts: the section {@code dataset.split}, what
 * has to be counted before the parts are known, and the arithmetic that then tells the part of
 * every record. For {@code ingest} and whoever reads its configuration; knows nothing of Spark.
 */
package io.meanfield.datasets.division;
