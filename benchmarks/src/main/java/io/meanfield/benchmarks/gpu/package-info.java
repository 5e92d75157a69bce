/**
 * The command {@code bench.sh gpu}, or {@code gpu-check.sh}: whether one GPU computes what the CPU
 * computes, trains, and how fast. Everything of it runs on the CPU too, to rehearse.
 */
package io.meanfield.benchmarks.gpu;
