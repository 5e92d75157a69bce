package io.meanfield.datasets.transform.text;

/** Counts pre-tokens, of which merges are learned at the end. Used by one thread. */
final class BytePairFitting implements TokenizerFitting {
  private static final long serialVersionUID = 1;

  private final int maxMerges;
  private final TokenCounts counts = new TokenCounts();

  BytePairFitting(int maxMerges) {
    this.maxMerges = maxMerges;
  }

  @Override
  public void add(String text) {
    int end;
    for (int start = 0; start < text.length(); start = end) {
      end = PreTokens.end(text, start);
      counts.add(text.substring(start, end));
    }
  }

  @Override
  public void merge(TokenizerFitting other) {
    counts.merge(((BytePairFitting) other).counts);
  }

  @Override
  public BytePairs finish() {
    return new BytePairs(new MergeLearner(counts.inOrder()).learn(maxMerges));
  }
}
