package io.meanfield.datasets.transform.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestWordPiece {
  private static final int CLS = 2 + 2;
  private static final int SEP = 3 + 2;
  private static final int UN = 4 + 2;
  private static final int AFF = 5 + 2;
  private static final int ABLE = 6 + 2;
  private static final int A = 7 + 2;
  private static final int MARK = 8 + 2;
  private static final int BED = 9 + 2;

  static final String FILE =
      """
      {
        "version": "1.0", "truncation": null, "padding": null,
        "added_tokens": [{"id": 1, "content": "[UNK]", "special": true}],
        "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
                       "strip_accents": null, "lowercase": true},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
          "type": "TemplateProcessing",
          "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                     {"Sequence": {"id": "A", "type_id": 0}},
                     {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
          "pair": [],
          "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
                             "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}},
        "decoder": {"type": "WordPiece"},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                  "max_input_chars_per_word": 12,
                  "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "un": 4, "##aff": 5,
                            "##able": 6, "a": 7, "!": 8, "床": 9}}
      }
      """;

  @TempDir private Path folder;

  @Test
  void wordsAreMadeOfTheLongestPieces() throws IOException {
    assertNumbers(read(FILE), "unaffable", CLS, UN, AFF, ABLE, SEP);
    assertNumbers(read(FILE), "A Ünable! 床a", CLS, A, UN, ABLE, MARK, BED, A, SEP);
  }

  @Test
  void aWordWithoutPiecesIsOneUnknownToken() throws IOException {
    assertNumbers(read(FILE), "a unaffected a", CLS, A, 1, A, SEP);
    assertNumbers(read(FILE), "unaffaffaff a", CLS, UN, AFF, AFF, AFF, A, SEP);
    assertNumbers(read(FILE), "unaffaffaffaff a", CLS, 1, A, SEP); // longer than 12
    assertNumbers(read(FILE), "\ud83d\ude00", CLS, 1, SEP);
  }

  @Test
  void specialTokensInATextAreText() throws IOException {
    assertNumbers(read(FILE), "[SEP]", CLS, 1, 1, 1, SEP);
  }

  @Test
  void longTextsKeepTheirLastSpecialToken() throws IOException {
    WordPiece tokenizer = read(FILE);
    assertArrayEquals(
        new int[] {CLS, UN, AFF, SEP}, Numbers.of(tokenizer, "unaffable a".repeat(100_000), 4));
    assertEquals(3, tokenizer.minTokens());
  }

  @Test
  void aTextOfNothingHasTheSpecialTokens() throws IOException {
    assertNumbers(read(FILE), "", CLS, SEP);
    assertNumbers(read(FILE), " \u0000\ud83d", CLS, SEP);
  }

  @Test
  void theVocabularyIsThatOfTheFileAndTwo() throws IOException {
    assertEquals(2 + 10, read(FILE).vocabularySize());
  }

  @Test
  void thePostProcessorMayBeOfBertOrMissing() throws IOException {
    assertNumbers(
        read(
            withPostProcessor(
                "{'type': 'BertProcessing', 'sep': ['[SEP]', 3], 'cls': ['[CLS]', 2]}")),
        "a",
        CLS,
        A,
        SEP);
    assertNumbers(read(withPostProcessor("null")), "a", A);
    assertNumbers(read(withPostProcessor("null")), "", 1);
  }

  @Test
  void caseStaysWhereTheFileSaysSo() throws IOException {
    WordPiece cased = read(FILE.replace("\"lowercase\": true", "\"lowercase\": false"));
    assertEquals(new BertNormalization(true, true, false, false), cased.normalization());
    assertNumbers(cased, "a A", CLS, A, 1, SEP);
    assertNumbers(
        read(FILE.replace("\"strip_accents\": null", "\"strip_accents\": false")),
        "a ün",
        CLS,
        A,
        1,
        SEP);
  }

  @Test
  void filesOfOtherTokenizersAreRefused() {
    String end = ": take the tokenizer.json of a BERT model";
    assertRefused(
        "expected model of type WordPiece in FILE, found Unigram" + end,
        FILE.replace("\"model\": {\"type\": \"WordPiece\"", "\"model\": {\"type\": \"Unigram\""));
    assertRefused("expected model of type WordPiece in FILE, found none" + end, "[1, 2]");
    assertRefused(
        "expected normalizer of type BertNormalizer in FILE, found Sequence" + end,
        FILE.replace("\"type\": \"BertNormalizer\"", "\"type\": \"Sequence\""));
    assertRefused(
        "expected pre_tokenizer of type BertPreTokenizer in FILE, found Metaspace" + end,
        FILE.replace("BertPreTokenizer", "Metaspace"));
    assertRefused(
        "expected post_processor of type TemplateProcessing or BertProcessing, or none in FILE, found ByteLevel"
            + end,
        withPostProcessor("{'type': 'ByteLevel'}"));
    assertRefused(
        "expected post_processor.single to have the text once in FILE, found 0 times" + end,
        withPostProcessor("{'type': 'TemplateProcessing', 'single': []}"));
    assertRefused(
        "expected model.max_input_chars_per_word of at least 1 in FILE, found -1" + end,
        FILE.replace("per_word\": 12", "per_word\": -1"));
    assertRefused(
        "expected tokens for [SEP] in post_processor.special_tokens in FILE, found none" + end,
        FILE.replace("\"[SEP]\": {", "\"[END]\": {"));
  }

  @Test
  void vocabulariesThatCannotBeAreRefused() {
    String end = ": take the tokenizer.json of a BERT model";
    assertRefused(
        "expected model.unk_token to be in model.vocab, for words that have no pieces in FILE, found [UNK]"
            + end,
        FILE.replace("\"[UNK]\": 1", "\"[MASK]\": 1"));
    assertRefused(
        "expected model.vocab to number its 10 tokens from 0 on in FILE, found 10 for 床" + end,
        FILE.replace("\"床\": 9", "\"床\": 10"));
    assertRefused(
        "expected model.vocab to number its 10 tokens from 0 on in FILE, found 8 for 床" + end,
        FILE.replace("\"床\": 9", "\"床\": 8"));
    assertRefused(
        "FILE: expected the special token [SEP] among the pieces, found that it is none",
        FILE.replace("\"[SEP]\": 3", "\"[END]\": 3"));
  }

  @Test
  void aFileThatIsNotThereOrNoJsonIsRefused() throws IOException {
    String file = folder.resolve("none.json").toString();
    assertEquals(
        "expected a tokenizer.json, found nothing at %s: correct the path".formatted(file),
        assertThrows(DataException.class, () -> new WordPieceConfig(file).tokenizer(storage()))
            .getMessage());
    assertRefused(
        "expected the JSON of a tokenizer in FILE, found at line 2 that it is none: Unexpected character ('x' (code 120)): was expecting double-quote to start field name",
        "{\nx}");
    assertThrows(IllegalArgumentException.class, () -> new WordPieceConfig(" "));
  }

  private static String withPostProcessor(String json) {
    int start = FILE.indexOf("\"post_processor\": ");
    int end = FILE.indexOf("\"decoder\"");
    return FILE.substring(0, start)
        + "\"post_processor\": "
        + json.replace('\'', '"')
        + ", "
        + FILE.substring(end);
  }

  private WordPiece read(String json) throws IOException {
    return new WordPieceConfig(write(json).toString()).tokenizer(storage());
  }

  private Path write(String json) throws IOException {
    return Files.writeString(folder.resolve("tokenizer.json"), json);
  }

  private void assertRefused(String message, String json) {
    DataException refused = assertThrows(DataException.class, () -> read(json));
    String file = folder.resolve("tokenizer.json").toString();
    assertEquals(message, refused.getMessage().replace(file, "FILE"));
  }

  private static void assertNumbers(WordPiece tokenizer, String text, int... expected) {
    assertArrayEquals(expected, Numbers.of(tokenizer, text));
  }

  private static Storage storage() {
    return new Storage(new Configuration());
  }
}
