package io.meanfield.datasets.transform.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From the numbers of tokens back to text. */
@Tag("unit")
class TestTokenTexts {
  private static final String TEXT = "The r\u00f4le of \ud83d\ude00 isn't  played.\n";

  @Test
  void pairsOfBytesGiveTheWholeTextBack() {
    assertEquals(TEXT, again(new Gpt2(), TEXT));
    BytePairFitting fitting = new BytePairFitting(300);
    fitting.add(TEXT + TEXT);
    assertEquals(TEXT, again(fitting.finish(), TEXT));
  }

  @Test
  void halfACharacterIsAReplacementCharacter() {
    BytePairs bytes = new BytePairs(new int[][] {{0xc3, 0xb4}});
    assertEquals("\ufffd", bytes.text(2 + 0xc3));
    assertEquals("\u00f4", bytes.text(2 + 256));
    assertEquals("[unknown]", bytes.text(1));
    assertEquals("a[unknown]b", bytes.text(2 + 'a', 1, 2 + 'b'));
    assertEquals("", new Gpt2().text(0, 0));
  }

  @Test
  void wordsHaveSpacesBetweenThemAndCharactersHaveNone() {
    assertEquals("[unknown] role of", again(vocabulary(Unit.WORD, "role", "of"), "The role of"));
    assertEquals("[unknown]lo", again(vocabulary(Unit.CHARACTER, "l", "o"), "hlo"));
  }

  @Test
  void piecesOfAWordAreJoined() {
    WordPiece pieces =
        new WordPiece(
            new Pieces(new Words(List.of("[CLS]", "play", "##ed", "a")), "##", 100),
            new BertNormalization(true, true, true, true),
            List.of("[CLS]"),
            List.of());
    assertEquals("[CLS] played a [unknown]", again(pieces, "Played a role"));
    assertEquals("##ed", pieces.text(4));
  }

  private static Vocabulary vocabulary(Unit unit, String... tokens) {
    return new Vocabulary(new Words(List.of(tokens)), new Splitting(unit, true, Normalization.NFC));
  }

  private static String again(Tokenizer tokenizer, String text) {
    TokenNumbers numbers = new TokenNumbers(100);
    tokenizer.tokenize(text, numbers);
    byte[] bytes = numbers.toBytes();
    int[] found = new int[bytes.length / Integer.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(found);
    return tokenizer.text(found);
  }
}
