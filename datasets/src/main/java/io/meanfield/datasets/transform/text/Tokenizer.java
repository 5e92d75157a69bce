package io.meanfield.datasets.transform.text;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/**
 * Cuts text into tokens and numbers them. Number 0 is padding and 1 the unknown token. All that it
 * needs is in it, so that it can be stored beside a model. Immutable, may be shared by threads.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Vocabulary.class, name = "vocabulary"),
  @JsonSubTypes.Type(value = WordPiece.class, name = "word-piece"),
  @JsonSubTypes.Type(value = Gpt2.class, name = "gpt2"),
  @JsonSubTypes.Type(value = BytePairs.class, name = "byte-pair")
})
public interface Tokenizer extends Serializable {
  /** Stands in a text for a token that is not known. */
  String UNKNOWN = "[unknown]";

  /** How many numbers there are, together with padding and the unknown token. */
  int vocabularySize();

  /** Room that a text needs to have one token of its own. */
  default int minTokens() {
    return 1;
  }

  /** The text that tokens stand for, as far as they tell it; unknown ones are {@link #UNKNOWN}. */
  String text(int... numbers);

  /** What texts become, as the end of a sentence. */
  String inWords();

  /**
   * Adds the numbers of a text's tokens, until the text or the room ends.
   *
   * @param numbers with room for at least {@link #minTokens}
   */
  void tokenize(String text, TokenNumbers numbers);
}
