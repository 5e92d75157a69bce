package io.meanfield.datasets.transform.text;

import java.util.Iterator;

/**
 * Numbers of words or characters: 1 for one that is not in the vocabulary, from 2 on those that
 * are, in their order.
 */
public record Vocabulary(Words words, Splitting splitting) implements Tokenizer {

  @Override
  public int vocabularySize() {
    return words.size();
  }

  @Override
  public void tokenize(String text, TokenNumbers numbers) {
    Iterator<String> tokens = splitting.tokens(text).iterator();
    while (tokens.hasNext() && numbers.room() > 0) {
      numbers.add(words.number(tokens.next()));
    }
  }
}
