/** Training with stock Deeplearning4j; its configurations are what Meanfield is given, too. */
package io.meanfield.benchmarks.dl4j;
