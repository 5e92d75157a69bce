package io.meanfield.datasets.transform;

import static io.meanfield.datasets.transform.Examples.assertRefused;
import static io.meanfield.datasets.transform.Examples.decodeFeatures;
import static io.meanfield.datasets.transform.Examples.decodeMask;
import static io.meanfield.datasets.transform.Examples.explain;
import static io.meanfield.datasets.transform.Examples.fit;
import static io.meanfield.datasets.transform.Examples.ofWords;
import static io.meanfield.datasets.transform.Examples.overTheWire;
import static io.meanfield.datasets.transform.Examples.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures.TextPair;
import io.meanfield.datasets.transform.text.BytePairConfig;
import io.meanfield.datasets.transform.text.Gpt2Config;
import io.meanfield.datasets.transform.text.Normalization;
import io.meanfield.datasets.transform.text.WordsConfig;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestTokenizedPair {
  private static final int MARK = 6; // after padding, the unknown word and four known ones
  private static final TokenizedPair PAIRS =
      new TokenizedPair(3, 4, ofWords(9, "good", "day", "bonne", "journée").tokenizer());

  @Test
  void aRowIsTheTextTheMarkTheTranslationAndTheMarkAgain() {
    assertArrayEquals(
        new int[] {2, 3, MARK, 4, 5, MARK}, encoded(TextPair.of("Good day", "bonne journée")));
    assertArrayEquals(new int[] {1, MARK, 1, MARK}, encoded(TextPair.of("?", "")));
    assertArrayEquals(new int[] {2, MARK}, encoded(TextPair.untranslated("good")));
  }

  @Test
  void whatIsTooLongLosesItsEndAndTheMarkThere() {
    assertArrayEquals(
        new int[] {2, 2, 2, MARK, 4, 4, 4, MARK},
        encoded(TextPair.of("good good good day", "bonne bonne bonne")));
    assertArrayEquals(
        new int[] {2, MARK, 4, 4, 4, 4},
        encoded(TextPair.of("good", "bonne bonne bonne bonne journée")));
    assertArrayEquals(
        new int[] {2, MARK, 4, 4, 4, 4}, encoded(TextPair.of("good", "bonne bonne bonne bonne")));
  }

  @Test
  void bothSidesArePaddedAndMasked() {
    TextPair pair = TextPair.of("good", "bonne journée");
    assertArrayEquals(new float[] {2, 0, 0, MARK, 4, 5, MARK, 0}, decodeFeatures(PAIRS, pair, 8));
    assertArrayEquals(new float[] {1, 0, 0, 1, 1, 1, 1, 0}, decodeMask(PAIRS, pair, 8));
    assertArrayEquals(
        new float[] {2, 3, 2, MARK, 0, 0, 0, 0},
        decodeFeatures(PAIRS, TextPair.untranslated("good day good day"), 8));
    assertEquals(8, PAIRS.features().rowLength());
    assertEquals(new Features.TokenPair(3, 4, MARK + 1), PAIRS.features());
  }

  @Test
  void bothSidesAreShownWithoutMarks() {
    assertEquals(
        new Explained.TextPair("good [unknown]", "bonne"),
        explain(PAIRS, TextPair.of("good night", "bonne")));
    assertEquals(new Explained.TextPair("day", ""), explain(PAIRS, TextPair.untranslated("day")));
  }

  @Test
  void oneVocabularyIsLearnedOfBothSides() {
    TextPairConfig config =
        new TextPairConfig(4, 4, new WordsConfig(9, 1, true, Normalization.NFC));
    List<TextPair> pairs = List.of(TextPair.of("a b", "c"), TextPair.of("a", "d c"));
    TokenizedPair learned = (TokenizedPair) fit(config, pairs);
    assertEquals(2 + 4 + 1, learned.features().vocabularySize());
    assertEquals(new Explained.TextPair("c d", "b a"), explain(learned, TextPair.of("c d", "b a")));
    Fitting first = config.newFitting(List.of());
    first.add(pairs.get(0));
    Fitting second = config.newFitting(List.of());
    second.add(pairs.get(1));
    first.merge(overTheWire(second));
    assertEquals(learned, first.finish());
  }

  @Test
  void itIsToldHowMuchIsPaddingAndHowManyTranslationsAreCut() {
    Statistics statistics = PAIRS.newStatistics();
    assertEquals(Optional.empty(), statistics.remark());
    statistics.add(PAIRS.encode(TextPair.of("good day", "bonne")));
    Statistics more = PAIRS.newStatistics();
    more.add(PAIRS.encode(TextPair.of("good", "bonne bonne bonne bonne")));
    statistics.merge(overTheWire(more));
    assertEquals(
        "pairs to train on have 1.5 and 3.0 tokens on average, so that 50.0 % of max-source-tokens 3 and 25.0 % of max-target-tokens 4 is padding; 50.0 % of translations are cut",
        statistics.remark().orElseThrow());
    assertEquals(PAIRS, statistics.finish());
  }

  @Test
  void otherKindsAreRefused() {
    assertRefused(
        "expected features of kind text-pair, found text: set the kind of the transform to what the source gives",
        () -> PAIRS.encode(text("good")));
    assertRefused(
        "expected features of kind text, found text-pair: set the kind of the transform to what the source gives",
        () -> ofWords(4, "a").encode(TextPair.of("a", "b")));
    Fitting fitting = new TextPairConfig(4, 4, new BytePairConfig(300)).newFitting(List.of());
    assertThrows(IllegalArgumentException.class, () -> fitting.add(text("good")));
    assertThrows(DataException.class, fitting::finish);
    assertRefused(
        "expected a max-source-tokens of at least 1, found 0",
        () -> new TextPairConfig(0, 4, new Gpt2Config()));
    assertRefused(
        "expected a max-target-tokens of at least 1, found -1",
        () -> new TextPairConfig(4, -1, new Gpt2Config()));
  }

  private static int[] encoded(TextPair pair) {
    byte[] row = PAIRS.encode(pair);
    int[] numbers = new int[row.length / Integer.BYTES];
    ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(numbers);
    return numbers;
  }
}
