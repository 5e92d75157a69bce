package io.meanfield.worker.protocol;

import io.meanfield.datasets.plan.CounterHash;
import io.meanfield.datasets.transform.text.TokenNumbers;
import java.io.Serializable;

/**
 * How a language model goes on with a text.
 *
 * @param numTokens how many are added
 * @param temperature 0 for the likeliest token each time; else one is drawn with probabilities
 *     proportional to p^(1 / temperature)
 * @param seed of what is drawn
 */
public record Sampling(int numTokens, double temperature, long seed) implements Serializable {
  public Sampling {
    if (numTokens < 1) {
      throw new IllegalArgumentException("expected at least 1 token to add, found " + numTokens);
    }
    if (!(temperature >= 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException(
          "expected a temperature of zero or a positive number, found " + temperature);
    }
  }

  /**
   * The next token, which is a known one.
   *
   * @param probabilities of all tokens
   * @param counters what it is drawn for
   */
  public int choose(float[] probabilities, long... counters) {
    int likeliest = TokenNumbers.FIRST;
    for (int i = likeliest; i < probabilities.length; i++) {
      likeliest = probabilities[i] > probabilities[likeliest] ? i : likeliest;
    }
    return temperature == 0
        ? likeliest
        : draw(
            weights(probabilities, probabilities[likeliest]),
            CounterHash.fraction(CounterHash.extend(CounterHash.hash(counters), seed)));
  }

  /** Of the likeliest 1. */
  private double[] weights(float[] probabilities, double largest) {
    double[] weights = new double[probabilities.length];
    for (int i = TokenNumbers.FIRST; i < weights.length; i++) {
      weights[i] = StrictMath.pow(probabilities[i] / largest, 1 / temperature);
    }
    return weights;
  }

  private static int draw(double[] weights, double uniform) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double left = uniform * total;
    int drawn = TokenNumbers.FIRST;
    for (int i = drawn; i < weights.length; i++) {
      if (weights[i] > 0) {
        drawn = i;
        left -= weights[i];
        if (left < 0) {
          return drawn;
        }
      }
    }
    return drawn;
  }
}
