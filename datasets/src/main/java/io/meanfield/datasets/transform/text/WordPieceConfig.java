package io.meanfield.datasets.transform.text;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;

/**
 * Pieces of words that were learned elsewhere.
 *
 * @param file a {@code tokenizer.json} of Hugging Face's tokenizers, with the model WordPiece; a
 *     path or URI like that of the shards' folder. It is read once, when data are ingested
 */
public record WordPieceConfig(String file) implements TokenizerConfig.Made {

  public WordPieceConfig {
    if (file.isBlank()) {
      throw new IllegalArgumentException("expected the name of a file, found an empty text");
    }
  }

  @Override
  public WordPiece tokenizer(Storage storage) throws IOException {
    return new WordPieceFile(file).read(storage);
  }
}
