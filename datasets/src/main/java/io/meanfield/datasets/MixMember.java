package io.meanfield.datasets;

import java.io.Serializable;

/**
 * One of the data sets that the training part of a mixture consists of.
 *
 * @param shards the folder of the data set, as the mixture was told it
 * @param weight its share of the positions of training, among the weights of all
 * @param numShards how many of the part's shards are its own, after those of the members before it
 */
public record MixMember(String shards, int weight, int numShards) implements Serializable {
  public MixMember {
    if (weight < 1 || numShards < 1) {
      throw new IllegalArgumentException(
          "expected a weight and shards of %s, found weight %d and %d shards"
              .formatted(shards, weight, numShards));
    }
  }
}
