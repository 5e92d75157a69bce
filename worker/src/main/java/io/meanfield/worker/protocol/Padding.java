package io.meanfield.worker.protocol;

import java.io.Serializable;

/**
 * How much of the token sequences in batches was padding.
 *
 * @param numPlaces for tokens and padding together; 0 if the examples are no token sequences
 */
public record Padding(long numTokens, long numPlaces) implements Serializable {
  public static final Padding NONE = new Padding(0, 0);

  public Padding plus(Padding other) {
    return new Padding(numTokens + other.numTokens, numPlaces + other.numPlaces);
  }

  /** The share of places without a token. */
  public double share() {
    return 1 - (double) numTokens / numPlaces;
  }
}
