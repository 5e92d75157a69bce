package io.meanfield.datasets.describe;

import io.meanfield.datasets.transform.text.TokenNumbers;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Statistics of encoded features. */
public sealed interface FeatureSummary {

  /** Of the values from 0 to 255 of each channel of images, of each band, or of each column. */
  record Numbers(List<NumberSummary> columns) implements FeatureSummary {
    public Numbers {
      columns = List.copyOf(columns);
    }

    /** The largest of all. */
    public double max() {
      return columns.stream().mapToDouble(NumberSummary::max).max().orElse(0);
    }
  }

  /** Of both sides of pairs. */
  record TokenPairs(Tokens source, Tokens target) implements FeatureSummary {}

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

    public int maxTokens() {
      return lengths.size() - 1;
    }

    public long numTexts() {
      return sum(lengths);
    }

    public long numTokens() {
      return sum(counts);
    }

    /** How many of a batch's tokens are padding. */
    public double paddingShare() {
      return 1 - (double) numTokens() / (numTexts() * maxTokens());
    }

    /** How many of the texts' tokens are not known. */
    public double unknownShare() {
      return (double) counts.get(TokenNumbers.UNKNOWN) / numTokens();
    }

    /** The length that so many texts have or stay below. */
    public int lengthAt(double share) {
      long seen = 0;
      for (int length = 0; length < maxTokens(); length++) {
        seen += lengths.get(length);
        if (seen > 0 && seen >= share * numTexts()) {
          return length;
        }
      }
      return maxTokens();
    }

    /** How many known tokens there are. */
    public int numKnown() {
      return counts.size() - TokenNumbers.FIRST;
    }

    /** How many known tokens occur. */
    public long numDifferent() {
      return counts.stream().skip(TokenNumbers.FIRST).filter(count -> count > 0).count();
    }

    /** The numbers of known tokens that occur, the most frequent first. */
    public List<Integer> mostFrequent(int number) {
      return IntStream.range(TokenNumbers.FIRST, counts.size())
          .boxed()
          .filter(token -> counts.get(token) > 0)
          .sorted(Comparator.<Integer, Long>comparing(counts::get).reversed())
          .limit(number)
          .toList();
    }

    private static long sum(List<Long> counts) {
      return counts.stream().mapToLong(count -> count).sum();
    }
  }
}
