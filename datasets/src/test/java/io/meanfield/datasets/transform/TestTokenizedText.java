package io.meanfield.datasets.transform;

import static io.meanfield.datasets.transform.Examples.assertRefused;
import static io.meanfield.datasets.transform.Examples.decodeFeatures;
import static io.meanfield.datasets.transform.Examples.decodeMask;
import static io.meanfield.datasets.transform.Examples.fit;
import static io.meanfield.datasets.transform.Examples.fitInPieces;
import static io.meanfield.datasets.transform.Examples.ofWords;
import static io.meanfield.datasets.transform.Examples.overTheWire;
import static io.meanfield.datasets.transform.Examples.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures.Text;
import io.meanfield.datasets.transform.text.BytePairConfig;
import io.meanfield.datasets.transform.text.CharactersConfig;
import io.meanfield.datasets.transform.text.Gpt2Config;
import io.meanfield.datasets.transform.text.Normalization;
import io.meanfield.datasets.transform.text.TokenizerConfig;
import io.meanfield.datasets.transform.text.WordsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestTokenizedText {
  private static final TokenizedText WORDS = ofWords(4, "good", "bad");

  private static final List<TokenizerConfig> LEARNED =
      List.of(
          new WordsConfig(12, 2, true, Normalization.NFC),
          new CharactersConfig(12, 2, false, Normalization.NFKC),
          new BytePairConfig(270));

  private static final List<TokenizerConfig> WITHOUT_FILES =
      Stream.concat(LEARNED.stream(), Stream.of(new Gpt2Config())).toList();

  @Test
  void fittingDoesNotDependOnPieces() {
    for (TokenizerConfig tokenizer : LEARNED) {
      TextConfig config = new TextConfig(4, tokenizer);
      for (int seed = 0; seed < 20; seed++) {
        Random random = new Random(seed);
        List<Text> texts = randomTexts(random);
        assertEquals(fit(config, texts), fitInPieces(config, texts, random));
      }
    }
  }

  @Test
  void tokenizersThatWereMadeBeforeNeedNoTexts() {
    TextConfig config = new TextConfig(4, new Gpt2Config());
    Encoding known = Examples.known(config, List.of()).orElseThrow();
    assertEquals(new Features.Tokens(4, 50_259), known.features());
    Fitting nothing = new KnownEncoding(known);
    nothing.add(text("a"));
    nothing.merge(overTheWire(nothing));
    assertEquals(known, nothing.finish());
  }

  @Test
  void unknownWordsAreOneAndTheRestIsPadding() {
    assertArrayEquals(new float[] {2, 1, 3, 0}, decodeFeatures(WORDS, text("GOOD or bad"), 4));
    assertArrayEquals(new float[] {1, 1, 1, 0}, decodeMask(WORDS, text("GOOD or bad"), 4));
  }

  @Test
  void longTextsLoseTheirEnd() {
    Text text = text("bad bad good bad good good");
    assertEquals(4 * Integer.BYTES, WORDS.encode(text).length);
    assertArrayEquals(new float[] {3, 3, 2, 3}, decodeFeatures(WORDS, text, 4));
    assertArrayEquals(new float[] {1, 1, 1, 1}, decodeMask(WORDS, text, 4));
  }

  @Test
  void aTextOfNothingIsOneUnknownToken() {
    for (TokenizerConfig tokenizer : WITHOUT_FILES) {
      Transform transform = fit(new TextConfig(4, tokenizer), randomTexts(new Random(1)));
      assertArrayEquals(new float[] {1, 0, 0, 0}, decodeFeatures(transform, text(""), 4));
      assertArrayEquals(new float[] {1, 0, 0, 0}, decodeMask(transform, text(""), 4));
    }
    assertArrayEquals(new float[] {1, 0, 0, 0}, decodeFeatures(WORDS, text(" \n\u0000"), 4));
  }

  @Test
  void strangeAndLongTextsHaveTokensOfTheVocabulary() {
    String longText = "a\u0000\ud83d\ude00\ud83d b\ude00\ud83d".repeat(100_000);
    for (TokenizerConfig tokenizer : WITHOUT_FILES) {
      TextConfig config = new TextConfig(1_000_000, tokenizer);
      Transform transform = fit(config, List.of(text(longText)));
      Features.Tokens features = (Features.Tokens) transform.features();
      float[] numbers = decodeFeatures(transform, text(longText), 1_000_000);
      int numTokens = transform.encode(text(longText)).length / Integer.BYTES;
      for (int i = 0; i < numTokens; i++) {
        assertTrue(numbers[i] >= 1 && numbers[i] < features.vocabularySize());
      }
      for (int i = numTokens; i < numbers.length; i++) {
        assertEquals(0, numbers[i]);
      }
    }
  }

  @Test
  void numbersAreLittleEndian() {
    assertArrayEquals(new byte[] {3, 0, 0, 0, 2, 0, 0, 0}, WORDS.encode(text("bad good")));
  }

  @Test
  void otherKindsAreRefused() {
    String message =
        "expected features of kind text, found numbers: set the kind of the transform to what the source gives";
    assertRefused(message, () -> WORDS.encode(Examples.numbers(1)));
    for (TokenizerConfig tokenizer : WITHOUT_FILES) {
      if (!(tokenizer instanceof TokenizerConfig.Learned)) {
        continue;
      }
      Fitting fitting = new TextConfig(4, tokenizer).newFitting(List.of());
      assertRefused(message, () -> fitting.add(Examples.numbers(1)));
    }
  }

  @Test
  void withoutTextsThereIsNothingToFit() {
    Fitting none = new TextConfig(4, new BytePairConfig(300)).newFitting(List.of());
    assertEquals(
        "expected at least one text to fit the tokenizer on, found none in the training part: check the source and the split",
        assertThrows(DataException.class, none::finish).getMessage());
  }

  @Test
  void textsWithoutTokensAreRefused() {
    assertRefused(
        "expected a max-tokens of at least 1, found 0", () -> new TextConfig(0, new Gpt2Config()));
    assertRefused(
        "expected max-tokens of at least 1, found 0",
        () -> new TokenizedText(0, WORDS.tokenizer()));
  }

  @Test
  void itCrossesTheWire() {
    for (TokenizerConfig tokenizer : WITHOUT_FILES) {
      Transform sent = fit(new TextConfig(99, tokenizer), randomTexts(new Random(2)));
      Transform arrived = overTheWire(sent);
      assertEquals(sent, arrived);
      assertArrayEquals(sent.encode(text("w1 w12 w1")), arrived.encode(text("w1 w12 w1")));
    }
  }

  private static List<Text> randomTexts(Random random) {
    List<Text> texts = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      texts.add(
          text(
              random
                  .ints(1 + random.nextInt(6), 0, 20)
                  .mapToObj(word -> "w" + word)
                  .collect(Collectors.joining(" "))));
    }
    return texts;
  }
}
