package io.meanfield.datasets.describe;

import java.util.List;

/** Statistics of encoded features. */
public sealed interface FeatureSummary {

  /** Of the values from 0 to 255 of each channel of images, or of each column of numbers. */
  record Numbers(List<NumberSummary> columns) implements FeatureSummary {
    public Numbers {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Of token sequences.
   *
   * @param lengths [maxTokens + 1] how many sequences have so many tokens
   * @param counts [vocabularySize] how often each token's number occurs
   */
  record Tokens(List<Long> lengths, List<Long> counts) implements FeatureSummary {
    public Tokens {
      lengths = List.copyOf(lengths);
      counts = List.copyOf(counts);
    }
  }
}
