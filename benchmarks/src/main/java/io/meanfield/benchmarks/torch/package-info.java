/** Training with libtorch through DJL. No other package uses DJL. */
package io.meanfield.benchmarks.torch;
