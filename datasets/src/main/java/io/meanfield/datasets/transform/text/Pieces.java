package io.meanfield.datasets.transform.text;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The pieces of words and how words are made of them: always by the longest piece that comes next
 * (Wu et al., "Google's Neural Machine Translation System", 2016, as used by Devlin et al., 2019).
 * Immutable.
 *
 * @param inOrder the file's token i has number i + 2
 * @param continuation what pieces within a word begin with
 * @param maxCharacters longest word, in code points; a longer one is unknown
 */
public record Pieces(Words inOrder, String continuation, int maxCharacters)
    implements Serializable {

  public Pieces {
    if (maxCharacters < 1) {
      throw new IllegalArgumentException(
          "expected words of at least 1 character, found " + maxCharacters);
    }
  }

  /** Adds the numbers of a word's pieces; a word that has none is one unknown token. */
  void addTo(TokenNumbers numbers, String word) {
    if (word.codePointCount(0, word.length()) > maxCharacters) {
      numbers.add(TokenNumbers.UNKNOWN);
      return;
    }
    int[] found = new int[word.length()];
    int size = 0;
    int end;
    for (int start = 0; start < word.length(); start = end) {
      end = word.length();
      while (end > start && inOrder.number(piece(word, start, end)) == TokenNumbers.UNKNOWN) {
        end = word.offsetByCodePoints(end, -1);
      }
      if (end == start) {
        numbers.add(TokenNumbers.UNKNOWN);
        return;
      }
      found[size++] = inOrder.number(piece(word, start, end));
    }
    numbers.addAll(Arrays.copyOf(found, size));
  }

  /** Words with spaces between them; a piece within a word that comes first keeps its mark. */
  String text(int[] numbers) {
    StringBuilder text = new StringBuilder();
    for (int number : numbers) {
      String piece = inOrder.token(number);
      boolean isWithin = number >= TokenNumbers.FIRST && piece.startsWith(continuation);
      if (text.isEmpty()) {
        text.append(piece);
      } else {
        text.append(isWithin ? piece.substring(continuation.length()) : " " + piece);
      }
    }
    return text.toString();
  }

  private String piece(String word, int start, int end) {
    String piece = word.substring(start, end);
    return start == 0 ? piece : continuation + piece;
  }
}
