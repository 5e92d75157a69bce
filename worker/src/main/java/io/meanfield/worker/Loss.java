package io.meanfield.worker;

/** What training minimises, which also fixes the model's output layer. */
public enum Loss {
  /** Cross-entropy for classes, squared error for targets, the next word without labels. */
  BY_LABELS,
  /** Softmax over classes. */
  CROSS_ENTROPY,
  /** A sigmoid an output: several may hold at once. */
  BINARY_CROSS_ENTROPY,
  /** Outputs as they are. */
  SQUARED_ERROR,
  /**
   * Softmax over the vocabulary at every word of a text but the last, for the word after it: a
   * language model, whose network must not look ahead. What the texts have as labels is not used.
   */
  NEXT_WORD
}
