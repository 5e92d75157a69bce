package io.meanfield.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.meanfield.datasets.source.Cell;
import io.meanfield.datasets.source.RawFeatures.Cells;
import io.meanfield.datasets.source.RawFeatures.Sound;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.CategoryForm;
import io.meanfield.datasets.transform.Encoding;
import io.meanfield.datasets.transform.Fit;
import io.meanfield.datasets.transform.Fitting;
import io.meanfield.datasets.transform.ImageConfig;
import io.meanfield.datasets.transform.ImageEncoding;
import io.meanfield.datasets.transform.ImageScaling;
import io.meanfield.datasets.transform.LogMelConfig;
import io.meanfield.datasets.transform.NumberScaling;
import io.meanfield.datasets.transform.NumbersConfig;
import io.meanfield.datasets.transform.Scale;
import io.meanfield.datasets.transform.Standardization;
import io.meanfield.datasets.transform.Statistics;
import io.meanfield.datasets.transform.TableConfig;
import io.meanfield.datasets.transform.TargetScaling;
import io.meanfield.datasets.transform.TextConfig;
import io.meanfield.datasets.transform.TokenizedPair;
import io.meanfield.datasets.transform.TokenizedText;
import io.meanfield.datasets.transform.Transform;
import io.meanfield.datasets.transform.TransformConfig;
import io.meanfield.datasets.transform.text.BertNormalization;
import io.meanfield.datasets.transform.text.BytePairConfig;
import io.meanfield.datasets.transform.text.BytePairs;
import io.meanfield.datasets.transform.text.CharactersConfig;
import io.meanfield.datasets.transform.text.Gpt2;
import io.meanfield.datasets.transform.text.Gpt2Config;
import io.meanfield.datasets.transform.text.Normalization;
import io.meanfield.datasets.transform.text.Pieces;
import io.meanfield.datasets.transform.text.Splitting;
import io.meanfield.datasets.transform.text.Unit;
import io.meanfield.datasets.transform.text.Vocabulary;
import io.meanfield.datasets.transform.text.WordPiece;
import io.meanfield.datasets.transform.text.WordPieceConfig;
import io.meanfield.datasets.transform.text.Words;
import io.meanfield.datasets.transform.text.WordsConfig;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestTransformJson {
  private static final Words WORDS = new Words(List.of("it's", "\"", "größe", "\uD83D\uDE00"));
  private static final TokenizedText TEXT =
      new TokenizedText(
          7, new Vocabulary(WORDS, new Splitting(Unit.WORD, true, Normalization.NFC)));

  @Test
  void everyTransformIsReadAsItWasWritten() throws JsonProcessingException {
    List<Transform> transforms =
        List.of(
            new ImageScaling(
                new ImageEncoding(8, 8, 3, Fit.CROP),
                List.of(new Scale(0.1, 1), new Scale(1 / 3.0, 1e-9), new Scale(2, 63.7))),
            TEXT,
            new TokenizedText(
                7,
                new Vocabulary(
                    new Words(List.of(" ", "\n", "\u0000")),
                    new Splitting(Unit.CHARACTER, false, Normalization.NFKC))),
            new TokenizedText(7, new Gpt2()),
            new TokenizedPair(7, 9, new BytePairs(new int[][] {{104, 101}})),
            new TokenizedText(7, new BytePairs(new int[][] {{104, 101}, {32, 256}})),
            new TokenizedText(7, new BytePairs(new int[0][])),
            new TokenizedText(
                7,
                new WordPiece(
                    new Pieces(new Words(List.of("[UNK]", "[CLS]", "##a")), "##", 100),
                    new BertNormalization(true, false, true, false),
                    List.of("[CLS]"),
                    List.of())),
            new Standardization(
                List.of("a", "b"), List.of(new Scale(-1e300, 1), new Scale(0.1, 2.5))));
    for (Transform transform : transforms) {
      String json = Json.write(transform);
      Transform read = Json.read(json, Transform.class);
      assertEquals(transform, read);
      assertEquals(json, Json.write(read));
    }
  }

  @Test
  void everyConfigurationIsReadAsItWasWritten() throws JsonProcessingException {
    List<TransformConfig> configs =
        List.of(
            new ImageConfig(9, 8, 3, Fit.PAD),
            new TextConfig(40, new WordsConfig(5000, 2, false, Normalization.NFC)),
            new TextConfig(40, new CharactersConfig(500, 1, true, Normalization.NFKC)),
            new TextConfig(40, new WordPieceConfig("hdfs:///tokenizer.json")),
            new TextConfig(40, new Gpt2Config()),
            new TextConfig(40, new BytePairConfig(8000)),
            new LogMelConfig(16_000, 1.5, 32, 12.5, 64),
            new NumbersConfig(),
            new TableConfig(
                NumberScaling.MIN_MAX, CategoryForm.EMBEDDING, 7, 2, TargetScaling.NONE));
    for (TransformConfig config : configs) {
      assertEquals(config, Json.read(Json.write(config), TransformConfig.class));
    }
  }

  @Test
  void aTableOfColumnsOfAllKindsIsReadAsItWasWritten() throws JsonProcessingException {
    Cells row =
        new Cells(
            List.of(
                new Cell.Number(0.1f),
                new Cell.Category("größe=\""),
                new Cell.Truth(true),
                new Cell.Moment(LocalDateTime.of(2024, 2, 29, 13, 45))));
    Cells missing =
        new Cells(row.values().stream().map(cell -> (Cell) new Cell.Missing(cell.kind())).toList());
    for (NumberScaling scaling : NumberScaling.values()) {
      CategoryForm form = CategoryForm.values()[scaling.ordinal() % CategoryForm.values().length];
      Fitting fitting =
          new TableConfig(scaling, form, 7, 1, TargetScaling.NONE)
              .newFitting(List.of("n", "c", "b", "d"));
      fitting.add(row);
      fitting.add(missing);
      Encoding encoding = fitting.finish();
      Statistics statistics = encoding.newStatistics();
      statistics.add(encoding.encode(row));
      Transform fitted = statistics.finish();
      String json = Json.write(fitted);
      Transform read = Json.read(json, Transform.class);
      assertEquals(fitted, read);
      assertEquals(json, Json.write(read));
      assertArrayEquals(fitted.encode(missing), read.encode(missing));
    }
  }

  @Test
  void spectrogramsAreReadAsTheyWereWritten() throws IOException {
    Encoding encoding =
        new LogMelConfig(8000, 0.1, 25, 10, 6)
            .encoding(List.of(), new Storage(new Configuration(false)))
            .orElseThrow();
    Sound sound = new Sound(11_025, new float[] {0.1f, -0.9f, 0.3f});
    Statistics statistics = encoding.newStatistics();
    statistics.add(encoding.encode(sound));
    Transform fitted = statistics.finish();
    Transform read = Json.read(Json.write(fitted), Transform.class);
    assertEquals(fitted, read);
    assertArrayEquals(fitted.encode(sound), read.encode(sound));
  }

  @Test
  void wordsAreAPlainList() throws JsonProcessingException {
    String json =
        """
        {"kind": "text", "max-tokens": 7,
         "tokenizer": {"kind": "vocabulary", "words": ["it's", "\\"", "größe", "\\uD83D\\uDE00"],
                       "splitting": {"unit": "WORD", "lower-case": true, "normalization": "NFC"}}}
        """;
    assertEquals(TEXT, Json.read(json, Transform.class));
  }

  @Test
  void mergesArePairsOfNumbers() throws JsonProcessingException {
    String json =
        """
        {"kind": "text", "max-tokens": 7,
         "tokenizer": {"kind": "byte-pair", "merges": [[104, 101], [32, 256]]}}
        """;
    assertEquals(
        new TokenizedText(7, new BytePairs(new int[][] {{104, 101}, {32, 256}})),
        Json.read(json, Transform.class));
  }

  @Test
  void aTransformThatCannotBeIsRefused() {
    String json =
        """
        {"kind": "standardization", "names": ["a"], "scales": [{"mean": 0.0, "standard-deviation": 0.0}]}
        """;
    assertThrows(JsonProcessingException.class, () -> Json.read(json, Transform.class));
  }
}
