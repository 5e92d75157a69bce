/**
 * The command {@code bench.sh}: processes that train, the one that measures them, and the report.
 * Meanfield's own training stands in {@code io.meanfield.worker}, whose step it runs.
 */
package io.meanfield.benchmarks;
