package io.meanfield.datasets.transform;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.text.Tokenizer;
import io.meanfield.datasets.transform.text.TokenizerConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Text as numbers of tokens.
 *
 * @param maxTokens what is left of a longer text
 */
public record TextConfig(int maxTokens, TokenizerConfig tokenizer) implements TransformConfig {

  public TextConfig {
    if (maxTokens < 1) {
      throw new IllegalArgumentException("expected a max-tokens of at least 1, found " + maxTokens);
    }
  }

  /**
   * @throws DataException if the tokenizer's file is not there, holds something else, or needs
   *     longer texts
   */
  @Override
  public Optional<Encoding> encoding(List<String> columns, Storage storage) throws IOException {
    if (tokenizer instanceof TokenizerConfig.Made made) {
      Tokenizer known = made.tokenizer(storage);
      requireRoom(known);
      return Optional.of(new TokenizedText(maxTokens, known));
    }
    return Optional.empty();
  }

  @Override
  public Fitting newFitting(List<String> columns) {
    return new TextFitting(maxTokens, ((TokenizerConfig.Learned) tokenizer).newFitting());
  }

  private void requireRoom(Tokenizer known) {
    if (maxTokens < known.minTokens()) {
      throw new DataException(
          "expected a max-tokens of at least %d, for special tokens and one more, found %d: raise it"
              .formatted(known.minTokens(), maxTokens));
    }
  }
}
