package io.meanfield.datasets.describe;

import io.meanfield.datasets.Features;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Sequences of tokens by their length, and tokens by their number. Used by one thread. */
final class TokenCounts implements FeatureCounts {
  private static final long serialVersionUID = 1;

  private final long[] lengths; // [maxTokens + 1]
  private final long[] counts; // [vocabularySize]

  TokenCounts(Features.Tokens tokens) {
    lengths = new long[tokens.maxTokens() + 1];
    counts = new long[tokens.vocabularySize()];
  }

  @Override
  public void add(ByteBuffer encoded) {
    lengths[encoded.remaining() / Integer.BYTES]++;
    for (int at = encoded.position(); at < encoded.limit(); at += Integer.BYTES) {
      counts[encoded.getInt(at)]++;
    }
  }

  @Override
  public void merge(FeatureCounts other) {
    TokenCounts more = (TokenCounts) other;
    Arrays.setAll(lengths, i -> lengths[i] + more.lengths[i]);
    Arrays.setAll(counts, i -> counts[i] + more.counts[i]);
  }

  @Override
  public FeatureSummary.Tokens finish() {
    return new FeatureSummary.Tokens(
        Arrays.stream(lengths).boxed().toList(), Arrays.stream(counts).boxed().toList());
  }
}
