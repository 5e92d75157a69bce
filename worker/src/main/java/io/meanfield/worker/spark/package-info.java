/**
 * The functions that {@code driver.spark} hands to Spark: each adapts one kind of task to the
 * classes that do the work. And what ranks need of Spark: its transport and its block managers. On
 * executors.
 */
package io.meanfield.worker.spark;
