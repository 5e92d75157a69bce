package io.meanfield.datasets.transform.text;

import io.meanfield.datasets.DataException;
import java.util.List;
import java.util.Locale;

/** Learns the most frequent words or characters. Used by one thread. */
final class VocabularyFitting implements TokenizerFitting {
  private static final long serialVersionUID = 1;

  private final Splitting splitting;
  private final int maxWords;
  private final int minCount;
  private final TokenCounts counts = new TokenCounts();

  VocabularyFitting(Splitting splitting, int maxWords, int minCount) {
    this.splitting = splitting;
    this.maxWords = maxWords;
    this.minCount = minCount;
  }

  @Override
  public void add(String text) {
    splitting.tokens(text).forEach(counts::add);
  }

  @Override
  public void merge(TokenizerFitting other) {
    counts.merge(((VocabularyFitting) other).counts);
  }

  /**
   * @throws DataException if nothing occurs often enough
   */
  @Override
  public Vocabulary finish() {
    List<String> words =
        counts.inOrder().stream()
            .takeWhile(found -> found.count() >= minCount)
            .limit(maxWords)
            .map(TokenCounts.Count::token)
            .toList();
    if (words.isEmpty()) {
      throw new DataException(
          "expected a %s that occurs at least %d times in the training part, found none: lower min-count or check the source"
              .formatted(splitting.unit().name().toLowerCase(Locale.ROOT), minCount));
    }
    return new Vocabulary(new Words(words), splitting);
  }
}
