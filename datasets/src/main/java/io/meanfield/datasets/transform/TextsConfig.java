package io.meanfield.datasets.transform;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.text.Tokenizer;
import io.meanfield.datasets.transform.text.TokenizerConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The configuration of what becomes numbers of tokens, by one tokenizer. */
public interface TextsConfig extends TransformConfig {

  TokenizerConfig tokenizer();

  /** The smallest number of tokens that is kept of a text. */
  int leastMaxTokens();

  /**
   * The texts of an example, from which a tokenizer learns.
   *
   * @throws IllegalArgumentException if the features are of another kind
   */
  List<String> texts(RawFeatures raw);

  /** What the tokenizer makes of examples. */
  Encoding encodingBy(Tokenizer known);

  /**
   * @throws DataException if the tokenizer's file is not there, holds something else, or needs
   *     longer texts
   */
  @Override
  default Optional<Encoding> encoding(List<String> columns, Storage storage) throws IOException {
    if (tokenizer() instanceof TokenizerConfig.Made made) {
      Tokenizer known = made.tokenizer(storage);
      requireRoom(known);
      return Optional.of(encodingBy(known));
    }
    return Optional.empty();
  }

  @Override
  default Fitting newFitting(List<String> columns) {
    return new TextFitting(this, ((TokenizerConfig.Learned) tokenizer()).newFitting());
  }

  private void requireRoom(Tokenizer known) {
    if (leastMaxTokens() < known.minTokens()) {
      throw new DataException(
          "expected at least %d tokens of a text, for special ones and one more, found %d: raise max-tokens, or max-source-tokens and max-target-tokens of pairs"
              .formatted(known.minTokens(), leastMaxTokens()));
    }
  }
}
