package io.meanfield.datasets.transform.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Pieces of words, as BERT has them (Devlin et al., 2019). A token's number is its id in the file
 * that it was read from plus 2; but an unknown word, [UNK], has number 1. The names of special
 * tokens in a text are text.
 *
 * @param before special tokens in front of every text, such as [CLS]
 * @param after special tokens behind every text, such as [SEP], for which a longer text makes room
 */
public record WordPiece(
    Pieces pieces, BertNormalization normalization, List<String> before, List<String> after)
    implements Tokenizer {

  public WordPiece {
    before = List.copyOf(before);
    after = List.copyOf(after);
    requireKnown(pieces, before);
    requireKnown(pieces, after);
  }

  @Override
  public int vocabularySize() {
    return pieces.inOrder().size();
  }

  @Override
  public int minTokens() {
    return before.size() + 1 + after.size();
  }

  @Override
  public void tokenize(String text, TokenNumbers numbers) {
    before.forEach(special -> numbers.add(pieces.inOrder().number(special)));
    TokenNumbers ofText = new TokenNumbers(numbers.room() - after.size());
    String normal = normalization.of(text);
    int start = BertWords.start(normal, 0);
    while (start < normal.length() && ofText.room() > 0) {
      int end = BertWords.end(normal, start);
      pieces.addTo(ofText, normal.substring(start, end));
      start = BertWords.start(normal, end);
    }
    numbers.addAll(ofText);
    after.forEach(special -> numbers.add(pieces.inOrder().number(special)));
  }

  @Override
  public String text(int... numbers) {
    return pieces.text(numbers);
  }

  @Override
  public String inWords() {
    List<String> around = new ArrayList<>(before);
    around.addAll(after);
    return "pieces of words, %s of them%s"
        .formatted(
            pieces.inOrder().inOrder().size(),
            around.isEmpty() ? "" : ", with " + String.join(", ", around) + " around a text");
  }

  private static void requireKnown(Pieces pieces, List<String> specials) {
    for (String special : specials) {
      if (pieces.inOrder().number(special) == TokenNumbers.UNKNOWN) {
        throw new IllegalArgumentException(
            "expected the special token %s among the pieces, found that it is none"
                .formatted(special));
      }
    }
  }
}
