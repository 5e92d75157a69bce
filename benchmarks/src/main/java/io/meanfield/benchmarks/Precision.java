package io.meanfield.benchmarks;

/** What a workload computes in; parameters and their update are f32 always. */
public enum Precision {
  F32,
  BF16
}
