package io.meanfield.worker;

/** What training minimises, which also fixes the model's output layer. */
public enum Loss {
  /** Cross-entropy for classes, squared error for targets. */
  BY_LABELS,
  /** Softmax over classes. */
  CROSS_ENTROPY,
  /** A sigmoid an output: several may hold at once. */
  BINARY_CROSS_ENTROPY,
  /** Outputs as they are. */
  SQUARED_ERROR
}
