package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.transform.text.Tokenizer;
import io.meanfield.datasets.transform.text.TokenizerConfig;
import java.util.List;

/**
 * Text as numbers of tokens.
 *
 * @param maxTokens what is left of a longer text
 */
public record TextConfig(int maxTokens, TokenizerConfig tokenizer) implements TextsConfig {

  public TextConfig {
    if (maxTokens < 1) {
      throw new IllegalArgumentException("expected a max-tokens of at least 1, found " + maxTokens);
    }
  }

  @Override
  public int leastMaxTokens() {
    return maxTokens;
  }

  @Override
  public List<String> texts(RawFeatures raw) {
    return List.of(Kinds.text(raw).text());
  }

  @Override
  public TokenizedText encodingBy(Tokenizer known) {
    return new TokenizedText(maxTokens, known);
  }
}
