package io.meanfield.datasets.transform;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.RawFeatures;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each word occurs. Used by one thread. */
final class TextFitting implements Fitting {
  private static final long serialVersionUID = 1;

  private static final Comparator<String> BY_CODE_POINTS =
      Comparator.comparing(word -> word.codePoints().toArray(), Arrays::compare);

  private final TextConfig config;
  private final Map<String, Long> counts = new HashMap<>();
  private long numTexts;

  TextFitting(TextConfig config) {
    this.config = config;
  }

  @Override
  public void add(RawFeatures raw) {
    for (String token : Tokenizer.tokens(Kinds.text(raw).text(), config.lowerCase())) {
      counts.merge(token, 1L, Long::sum);
    }
    numTexts++;
  }

  @Override
  public void merge(Fitting other) {
    TextFitting next = (TextFitting) other;
    next.counts.forEach((word, count) -> counts.merge(word, count, Long::sum));
    numTexts += next.numTexts;
  }

  /**
   * @throws DataException if nothing was seen, or no word often enough
   */
  @Override
  public Vocabulary finish() {
    if (numTexts == 0) {
      throw new DataException(
          "expected at least one text to fit the vocabulary on, found none in the training part: check the source and the split");
    }
    List<String> words =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= config.minCount())
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey(BY_CODE_POINTS)))
            .limit(config.maxWords())
            .map(Map.Entry::getKey)
            .toList();
    if (words.isEmpty()) {
      throw new DataException(
          "expected a word that occurs at least %d times in the training part, found none in %d texts: lower min-count or check the source"
              .formatted(config.minCount(), numTexts));
    }
    return new Vocabulary(new Words(words), config.maxTokens(), config.lowerCase());
  }
}
