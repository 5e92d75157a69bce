package io.meanfield.datasets.transform.text;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Collectors;

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

  @Override
  public String text(int... numbers) {
    return Arrays.stream(numbers)
        .mapToObj(words::token)
        .collect(Collectors.joining(splitting.unit().separator()));
  }

  @Override
  public String inWords() {
    return "%ss%s, of which %s are known"
        .formatted(
            splitting.unit().name().toLowerCase(Locale.ROOT),
            splitting.lowerCase() ? " in lower case" : "",
            words.inOrder().size());
  }
}
