package io.meanfield.datasets.transform.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.DataException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Tag("unit")
class TestVocabularyFitting {

  @Test
  void wordsComeByCountAndThenByCodePoint() {
    // U+FF5E is below U+1F600 as a code point but above it in UTF-16
    assertEquals(
        List.of("a", "b", "c", "\uff5e", "\ud83d\ude00"),
        learned(words(10, 1), "b a B c", "\ud83d\ude00 \uff5e a"));
  }

  @Test
  void rareWordsAndThoseAboveTheMostAreLeftOut() {
    String text = "a a a b b c c d";
    assertEquals(List.of("a", "b"), learned(words(2, 1), text));
    assertEquals(List.of("a", "b", "c"), learned(words(9, 2), text));
    assertEquals(List.of("a"), learned(words(9, 3), text));
  }

  @Test
  void caseIsKeptOnRequest() {
    WordsConfig kept = new WordsConfig(9, 1, false, Normalization.NFC);
    assertEquals(List.of("The", "the"), learned(kept, "The the The"));
    assertEquals(List.of("the"), learned(words(9, 1), "The the The"));
  }

  @Test
  void lowerCaseDoesNotDependOnTheLocale() {
    assertEquals(List.of("größe", "title"), learned(words(9, 1), "TITLE GRÖßE"));
  }

  @Test
  void composedAndDecomposedLettersAreTheSame() {
    assertEquals(List.of("caf\u00e9"), learned(words(9, 1), "cafe\u0301 caf\u00e9"));
  }

  @Test
  void ligaturesAndWideLettersAreTheirLettersInFormNfkc() {
    String text = "\ufb01n \uff26in";
    assertEquals(List.of("\ufb01n", "\uff46in"), learned(words(9, 1), text));
    assertEquals(List.of("fin"), learned(new WordsConfig(9, 1, true, Normalization.NFKC), text));
  }

  @Test
  void charactersAreCodePointsAndWhiteSpaceIsOneOfThem() {
    CharactersConfig config = new CharactersConfig(9, 1, false, Normalization.NFC);
    assertEquals(
        List.of(" ", "a", "\u0000", "A", "\u00e9", "\ud83d\ude00"),
        learned(config, "a A\ud83d\ude00 e\u0301a \u0000"));
  }

  @Test
  void halfASurrogatePairStandsForWhatCouldNotBeDecoded() {
    CharactersConfig config = new CharactersConfig(9, 1, false, Normalization.NFC);
    assertEquals(List.of("\ufffd", "b"), learned(config, "\ud83db\ude00"));
    Vocabulary vocabulary = (Vocabulary) fitted(config, "ab");
    assertArrayEquals(new int[] {2, 1, 3}, Numbers.of(vocabulary, "a\ud83db"));
  }

  @Test
  void withoutFrequentWordsThereIsNoVocabulary() {
    TokenizerFitting rare = words(9, 3).newFitting();
    rare.add("a b a");
    assertEquals(
        "expected a word that occurs at least 3 times in the training part, found none: lower min-count or check the source",
        assertThrows(DataException.class, rare::finish).getMessage());
  }

  @Test
  void whatMakesNoVocabularyIsRefused() {
    assertRefused("expected each word once, found \"a\" twice", () -> new Words(List.of("a", "a")));
    assertRefused("expected a min-count of at least 1, found 0", () -> words(9, 0));
    assertRefused("expected a max-words of at least 1, found 0", () -> words(0, 1));
    assertRefused(
        "expected a max-words of at least 1, found -1",
        () -> new CharactersConfig(-1, 1, true, Normalization.NFC));
  }

  private static WordsConfig words(int maxWords, int minCount) {
    return new WordsConfig(maxWords, minCount, true, Normalization.NFC);
  }

  private static Tokenizer fitted(TokenizerConfig.Learned config, String... texts) {
    TokenizerFitting fitting = config.newFitting();
    List.of(texts).forEach(fitting::add);
    return fitting.finish();
  }

  private static List<String> learned(TokenizerConfig.Learned config, String... texts) {
    return ((Vocabulary) fitted(config, texts)).words().inOrder();
  }

  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }
}
