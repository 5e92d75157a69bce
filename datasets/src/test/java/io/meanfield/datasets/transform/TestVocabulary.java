package io.meanfield.datasets.transform;

import static io.meanfield.datasets.transform.Examples.assertRefused;
import static io.meanfield.datasets.transform.Examples.decodeFeatures;
import static io.meanfield.datasets.transform.Examples.decodeMask;
import static io.meanfield.datasets.transform.Examples.fit;
import static io.meanfield.datasets.transform.Examples.fitInPieces;
import static io.meanfield.datasets.transform.Examples.fitting;
import static io.meanfield.datasets.transform.Examples.overTheWire;
import static io.meanfield.datasets.transform.Examples.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestVocabulary {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(new Words(List.of("good", "bad")), 4, true);

  @Test
  void wordsComeByCountAndThenByCodePoint() {
    TextConfig config = new TextConfig(4, 10, 1, true);
    // U+FF5E is below U+1F600 as a code point but above it in UTF-16
    Transform vocabulary = fit(config, List.of(text("b a B c"), text("\ud83d\ude00 \uff5e a")));
    assertEquals(
        new Vocabulary(new Words(List.of("a", "b", "c", "\uff5e", "\ud83d\ude00")), 4, true),
        vocabulary);
    assertEquals(new Features.Tokens(4, 7), vocabulary.features());
  }

  @Test
  void rareWordsAndThoseAboveTheMostAreLeftOut() {
    List<Text> texts = List.of(text("a a a b b c c d"));
    assertEquals(List.of("a", "b"), words(new TextConfig(4, 2, 1, true), texts));
    assertEquals(List.of("a", "b", "c"), words(new TextConfig(4, 9, 2, true), texts));
    assertEquals(List.of("a"), words(new TextConfig(4, 9, 3, true), texts));
  }

  @Test
  void caseIsKeptOnRequest() {
    List<Text> texts = List.of(text("The the The"));
    assertEquals(List.of("The", "the"), words(new TextConfig(4, 9, 1, false), texts));
    assertEquals(List.of("the"), words(new TextConfig(4, 9, 1, true), texts));
  }

  @Test
  void fittingDoesNotDependOnPieces() {
    TextConfig config = new TextConfig(4, 12, 2, true);
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<Text> texts = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        texts.add(
            text(
                random
                    .ints(1 + random.nextInt(6), 0, 20)
                    .mapToObj(word -> "w" + word)
                    .collect(Collectors.joining(" "))));
      }
      assertEquals(fit(config, texts), fitInPieces(config, texts, random));
    }
  }

  @Test
  void unknownWordsAreOneAndTheRestIsPadding() {
    assertArrayEquals(new float[] {2, 1, 3, 0}, decodeFeatures(VOCABULARY, text("GOOD or bad"), 4));
    assertArrayEquals(new float[] {1, 1, 1, 0}, decodeMask(VOCABULARY, text("GOOD or bad"), 4));
  }

  @Test
  void longTextsLoseTheirEnd() {
    Text text = text("bad bad good bad good good");
    assertEquals(4 * Integer.BYTES, VOCABULARY.encode(text).length);
    assertArrayEquals(new float[] {3, 3, 2, 3}, decodeFeatures(VOCABULARY, text, 4));
    assertArrayEquals(new float[] {1, 1, 1, 1}, decodeMask(VOCABULARY, text, 4));
  }

  @Test
  void anEmptyTextIsOneUnknownWord() {
    for (String empty : List.of("", " \n")) {
      assertArrayEquals(new float[] {1, 0, 0, 0}, decodeFeatures(VOCABULARY, text(empty), 4));
      assertArrayEquals(new float[] {1, 0, 0, 0}, decodeMask(VOCABULARY, text(empty), 4));
    }
  }

  @Test
  void numbersAreLittleEndian() {
    assertArrayEquals(new byte[] {3, 0, 0, 0, 2, 0, 0, 0}, VOCABULARY.encode(text("bad good")));
  }

  @Test
  void otherKindsAreRefused() {
    String message =
        "expected features of kind text, found numbers: set the kind of the transform to what the source gives";
    assertRefused(message, () -> VOCABULARY.encode(Examples.numbers(1)));
    Fitting fitting = new TextConfig(4, 9, 1, true).newFitting(List.of());
    assertRefused(message, () -> fitting.add(Examples.numbers(1)));
  }

  @Test
  void withoutTextsOrFrequentWordsThereIsNothingToFit() {
    TextConfig config = new TextConfig(4, 9, 3, true);
    assertThrows(DataException.class, () -> config.newFitting(List.of()).finish());
    Fitting rare = fitting(config, List.of(), List.of(text("a b a")));
    assertEquals(
        "expected a word that occurs at least 3 times in the training part, found none in 1 texts: lower min-count or check the source",
        assertThrows(DataException.class, rare::finish).getMessage());
  }

  @Test
  void whatMakesNoVocabularyIsRefused() {
    assertRefused("expected each word once, found \"a\" twice", () -> new Words(List.of("a", "a")));
    assertRefused(
        "expected a min-count of at least 1, found 0", () -> new TextConfig(4, 9, 0, true));
    assertRefused(
        "expected a max-tokens of at least 1, found 0", () -> new TextConfig(0, 9, 1, true));
  }

  @Test
  void itCrossesTheWire() {
    Vocabulary arrived = overTheWire(VOCABULARY);
    assertEquals(VOCABULARY, arrived);
    assertArrayEquals(VOCABULARY.encode(text("bad")), arrived.encode(text("bad")));
  }

  private static List<String> words(TextConfig config, List<Text> texts) {
    return ((Vocabulary) fit(config, texts)).words().inOrder();
  }
}
