/**
 * How fast executors agree: whole runs on clusters of real processes, as a user submits them, and
 * what the same machine, network or other systems give. For {@code bench.sh sync}.
 */
package io.meanfield.benchmarks.sync;
