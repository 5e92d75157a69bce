package io.meanfield.datasets.source;

/** How documents without labels become blocks of a fixed number of tokens. */
public enum Documents {
  /** No block has tokens of two documents; the last one of each is shorter. */
  SEPARATE,
  /** Each document goes on in the block where the one before ended; only the last is shorter. */
  JOINED
}
