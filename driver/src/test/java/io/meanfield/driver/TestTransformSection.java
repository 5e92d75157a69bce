package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.transform.TextConfig;
import io.meanfield.datasets.transform.TransformConfig;
import io.meanfield.datasets.transform.text.BytePairConfig;
import io.meanfield.datasets.transform.text.CharactersConfig;
import io.meanfield.datasets.transform.text.Gpt2Config;
import io.meanfield.datasets.transform.text.Normalization;
import io.meanfield.datasets.transform.text.TokenizerConfig;
import io.meanfield.datasets.transform.text.WordPieceConfig;
import io.meanfield.datasets.transform.text.WordsConfig;
import io.meanfield.driver.config.ConfigException;
import io.meanfield.driver.config.ConfigReader;
import io.meanfield.driver.config.EffectiveConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The section {@code dataset.transform} of texts as it is read, and as it is kept beside a run. */
@Tag("unit")
class TestTransformSection {

  record Section(TransformConfig transform) {}

  @Test
  void everyTokenizerHasItsKeys() {
    assertTokenizer(
        new WordsConfig(5000, 2, false, Normalization.NFKC),
        "{kind: words, max-words: 5000, min-count: 2, lower-case: false, normalization: nfkc}");
    assertTokenizer(
        new CharactersConfig(500, 3, true, Normalization.NFKC),
        "{kind: characters, max-words: 500, min-count: 3, lower-case: true, normalization: nfkc}");
    assertTokenizer(
        new WordPieceConfig("bert/tokenizer.json"),
        "{kind: word-piece, file: bert/tokenizer.json}");
    assertTokenizer(new Gpt2Config(), "{kind: gpt2}");
    assertTokenizer(new BytePairConfig(8000), "{kind: byte-pair, vocabulary-size: 8000}");
  }

  @Test
  void wordsAreLowerCaseAndCharactersAreNotUnlessSaid() {
    assertTokenizer(
        new WordsConfig(5000, 1, true, Normalization.NFC), "{kind: words, max-words: 5000}");
    assertTokenizer(
        new CharactersConfig(500, 1, false, Normalization.NFC),
        "{kind: characters, max-words: 500}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{kind: words, max-words: 9}",
        "{kind: characters, max-words: 9, normalization: nfkc}",
        "{kind: word-piece, file: 'a b.json'}",
        "{kind: gpt2}",
        "{kind: byte-pair, vocabulary-size: 300}"
      })
  void itIsWrittenAndReadBack(String tokenizer) {
    Section section = read(tokenizer);
    assertEquals(section, readFile(EffectiveConfig.toYaml(section)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {kind: text, max-tokens: 9, max-words: 5} | transform.max-words: unknown key; a key of that name belongs at transform.tokenizer.max-words; transform.tokenizer: missing; expected a section whose kind is one of words, characters, word-piece, gpt2, byte-pair
          {kind: text, max-tokens: 9, tokenizer: gpt2} | transform.tokenizer: expected a section whose kind is one of words, characters, word-piece, gpt2, byte-pair, found "gpt2"
          {kind: text, max-tokens: 9, tokenizer: {kind: byte-pairs, vocabulary-size: 9}} | transform.tokenizer.kind: expected one of words, characters, word-piece, gpt2, byte-pair, found "byte-pairs"; did you mean "byte-pair"?
          {kind: text, max-tokens: 9, tokenizer: {kind: byte-pair, vocabulary-size: 257}} | transform.tokenizer: expected a vocabulary-size of at least 258 (padding, the unknown token and 256 bytes), found 257
          {kind: text, max-tokens: 9, tokenizer: {kind: word-piece}} | transform.tokenizer.file: missing; expected text
          {kind: text, max-tokens: 9, tokenizer: {kind: words, max-words: 5, normalization: nfd}} | transform.tokenizer.normalization: expected one of nfc, nfkc, found "nfd"; did you mean "nfc"?
          """)
  void whatCannotBeIsSaidWithItsKey(String transform, String expected) {
    ConfigException wrong =
        assertThrows(ConfigException.class, () -> readFile("transform: " + transform));
    assertEquals(
        expected,
        String.join(
            "; ",
            wrong.problems().stream()
                .map(problem -> problem.toString().replace("x.yaml:1: ", ""))
                .toList()));
  }

  private static void assertTokenizer(TokenizerConfig expected, String tokenizer) {
    assertEquals(new TextConfig(40, expected), read(tokenizer).transform());
  }

  private static Section read(String tokenizer) {
    return readFile("transform: {kind: text, max-tokens: 40, tokenizer: %s}".formatted(tokenizer));
  }

  private static Section readFile(String yaml) {
    return ConfigReader.of(Section.class)
        .read("x.yaml", yaml.getBytes(StandardCharsets.UTF_8), List.of());
  }
}
