/**
 * What is in a published data set: counts and statistics of encoded examples, and those that are
 * there several times. It all comes out the same in whatever order examples and pieces of them are
 * taken. Public for the Spark job that reads the shards and for reports.
 */
package io.meanfield.datasets.describe;
