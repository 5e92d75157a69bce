package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.transform.text.Tokenizer;
import io.meanfield.datasets.transform.text.TokenizerConfig;
import java.util.List;
import java.util.stream.Stream;

/**
 * Texts and their translations as numbers of tokens, both by the same tokenizer.
 *
 * @param maxSourceTokens what is left of a longer text
 * @param maxTargetTokens what is left of a longer translation, the mark of its end among them
 */
public record TextPairConfig(int maxSourceTokens, int maxTargetTokens, TokenizerConfig tokenizer)
    implements TextsConfig {

  public TextPairConfig {
    requireOne("max-source-tokens", maxSourceTokens);
    requireOne("max-target-tokens", maxTargetTokens);
  }

  @Override
  public int leastMaxTokens() {
    return Math.min(maxSourceTokens, maxTargetTokens);
  }

  @Override
  public List<String> texts(RawFeatures raw) {
    RawFeatures.TextPair pair = Kinds.textPair(raw);
    return Stream.concat(Stream.of(pair.source()), pair.target().stream()).toList();
  }

  @Override
  public TokenizedPair encodingBy(Tokenizer known) {
    return new TokenizedPair(maxSourceTokens, maxTargetTokens, known);
  }

  private static void requireOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "expected a %s of at least 1, found %d".formatted(key, value));
    }
  }
}
