package io.meanfield.datasets.transform.text;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.io.Serializable;

/** Which tokenizer, and how it comes about. Immutable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WordsConfig.class, name = "words"),
  @JsonSubTypes.Type(value = CharactersConfig.class, name = "characters"),
  @JsonSubTypes.Type(value = WordPieceConfig.class, name = "word-piece"),
  @JsonSubTypes.Type(value = Gpt2Config.class, name = "gpt2"),
  @JsonSubTypes.Type(value = BytePairConfig.class, name = "byte-pair")
})
public sealed interface TokenizerConfig extends Serializable {

  /** Of a tokenizer that was made before. */
  sealed interface Made extends TokenizerConfig permits WordPieceConfig, Gpt2Config {

    /**
     * The tokenizer, read from its file if it has one. Runs on the driver.
     *
     * @throws io.meanfield.datasets.DataException if the file is not there or holds no such
     *     tokenizer
     */
    Tokenizer tokenizer(Storage storage) throws IOException;
  }

  /** Of a tokenizer that is learned from the texts of the training part. */
  sealed interface Learned extends TokenizerConfig
      permits WordsConfig, CharactersConfig, BytePairConfig {

    /** Nothing seen yet. */
    TokenizerFitting newFitting();
  }
}
