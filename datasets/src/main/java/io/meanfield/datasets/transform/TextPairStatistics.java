package io.meanfield.datasets.transform;

import io.meanfield.datasets.Features;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;

/** How long both sides are; their transform is known before. Used by one thread. */
final class TextPairStatistics implements Statistics {
  private static final long serialVersionUID = 1;

  private final TokenizedPair transform;
  private long numPairs;
  private long numSourceTokens;
  private long numTargetTokens; // marks of the end among them
  private long numCut; // translations without such a mark

  TextPairStatistics(TokenizedPair transform) {
    this.transform = transform;
  }

  @Override
  public void add(byte[] encoded) {
    Features.TokenPair pair = transform.features();
    ByteBuffer row = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer target = pair.target(row);
    numPairs++;
    numSourceTokens += pair.source(row).remaining() / Integer.BYTES;
    numTargetTokens += target.remaining() / Integer.BYTES - 1;
    numCut += target.getInt(target.limit() - Integer.BYTES) == pair.mark() ? 0 : 1;
  }

  @Override
  public void merge(Statistics later) {
    TextPairStatistics next = (TextPairStatistics) later;
    numPairs += next.numPairs;
    numSourceTokens += next.numSourceTokens;
    numTargetTokens += next.numTargetTokens;
    numCut += next.numCut;
  }

  @Override
  public TokenizedPair finish() {
    return transform;
  }

  @Override
  public Optional<String> remark() {
    if (numPairs == 0) {
      return Optional.empty();
    }
    double ofSource = (double) numSourceTokens / numPairs;
    double ofTarget = (double) numTargetTokens / numPairs;
    return Optional.of(
        String.format(
            Locale.ROOT,
            "pairs to train on have %.1f and %.1f tokens on average, so that %.1f %% of max-source-tokens %d and %.1f %% of max-target-tokens %d is padding; %.1f %% of translations are cut",
            ofSource,
            ofTarget,
            100 * (1 - ofSource / transform.maxSourceTokens()),
            transform.maxSourceTokens(),
            100 * (1 - ofTarget / transform.maxTargetTokens()),
            transform.maxTargetTokens(),
            100.0 * numCut / numPairs));
  }
}
