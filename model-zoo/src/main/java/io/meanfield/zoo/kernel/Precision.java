package io.meanfield.zoo.kernel;

/** What products multiply. Sums, parameters, losses and normalisations are 32-bit in any case. */
public enum Precision {
  /** 32-bit floats. */
  F32,
  /** Operands rounded to nearest even to 16 bits with 8 bits of exponent. */
  BF16
}
