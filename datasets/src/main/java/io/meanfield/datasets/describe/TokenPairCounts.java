package io.meanfield.datasets.describe;

import io.meanfield.datasets.Features;
import java.nio.ByteBuffer;

/** Both sides of pairs by their length, and their tokens by number. Used by one thread. */
final class TokenPairCounts implements FeatureCounts {
  private static final long serialVersionUID = 1;

  private final Features.TokenPair pair;
  private final TokenCounts source;
  private final TokenCounts target; // without marks

  TokenPairCounts(Features.TokenPair pair) {
    this.pair = pair;
    int vocabularySize = pair.mark();
    this.source = new TokenCounts(new Features.Tokens(pair.maxSourceTokens(), vocabularySize));
    this.target = new TokenCounts(new Features.Tokens(pair.maxTargetTokens(), vocabularySize));
  }

  @Override
  public void add(ByteBuffer encoded) {
    source.add(pair.source(encoded));
    target.add(withoutMarks(pair.target(encoded)));
  }

  private ByteBuffer withoutMarks(ByteBuffer target) {
    int last = target.limit() - Integer.BYTES;
    int end = last > 0 && target.getInt(last) == pair.mark() ? last : target.limit();
    return target.slice(Integer.BYTES, end - Integer.BYTES).order(target.order());
  }

  @Override
  public void merge(FeatureCounts other) {
    TokenPairCounts more = (TokenPairCounts) other;
    source.merge(more.source);
    target.merge(more.target);
  }

  @Override
  public FeatureSummary.TokenPairs finish() {
    return new FeatureSummary.TokenPairs(source.finish(), target.finish());
  }
}
