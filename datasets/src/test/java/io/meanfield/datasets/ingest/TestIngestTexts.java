package io.meanfield.datasets.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.fake.PatientJobs;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.datasets.shard.CacheFolder;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.source.Columns;
import io.meanfield.datasets.source.CsvSource;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.source.Tables;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.RawBatcher;
import io.meanfield.datasets.transform.TextConfig;
import io.meanfield.datasets.transform.text.BytePairConfig;
import io.meanfield.datasets.transform.text.CharactersConfig;
import io.meanfield.datasets.transform.text.Gpt2Config;
import io.meanfield.datasets.transform.text.Normalization;
import io.meanfield.datasets.transform.text.TokenizerConfig;
import io.meanfield.datasets.transform.text.WordPieceConfig;
import io.meanfield.datasets.transform.text.WordsConfig;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From raw texts to shards and, with what is stored beside these, to batches for prediction. */
@Tag("unit")
class TestIngestTexts {
  private static final int MAX_TOKENS = 12;
  private static final String WORD_PIECE =
      """
      {"normalizer": {"type": "BertNormalizer"}, "pre_tokenizer": {"type": "BertPreTokenizer"},
       "model": {"type": "WordPiece", "unk_token": "[UNK]",
                 "vocab": {"[UNK]": 0, "a": 1, "good": 2, "bad": 3, "film": 4, "##s": 5, "1": 6}}}
      """;

  private static JavaSparkContext spark;

  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration(false));
  private final List<String> files = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.start();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @BeforeEach
  void writeTexts() throws IOException {
    for (int file = 0; file < 3; file++) {
      List<String> lines = new ArrayList<>(List.of("text,label"));
      for (int i = file; i < 60; i += 3) {
        String mood = i % 2 == 0 ? "good" : "bad";
        texts.add("A %s film %d. Größe \ud83d\ude00!".formatted(mood, i));
        lines.add(texts.get(texts.size() - 1) + "," + mood);
      }
      files.add(Files.write(folder.resolve("texts-%d.csv".formatted(file)), lines).toString());
    }
    Files.writeString(folder.resolve("tokenizer.json"), WORD_PIECE);
  }

  @Test
  void wordsAreThoseOfTheTrainingPart() throws IOException {
    assertIsPredictedAsIngested(new WordsConfig(20, 1, true, Normalization.NFC));
  }

  @Test
  void charactersAreThoseOfTheTrainingPart() throws IOException {
    assertIsPredictedAsIngested(new CharactersConfig(20, 1, false, Normalization.NFKC));
  }

  @Test
  void bytePairsAreLearnedOfTheTrainingPart() throws IOException {
    assertIsPredictedAsIngested(new BytePairConfig(280));
  }

  @Test
  void gpt2NeedsNothingButItsName() throws IOException {
    assertIsPredictedAsIngested(new Gpt2Config());
  }

  @Test
  void wordPiecesAreNotReadAgainOnceTheyAreStored() throws IOException {
    assertIsPredictedAsIngested(new WordPieceConfig(folder.resolve("tokenizer.json").toString()));
  }

  @Test
  void tooFewTokensForTheSpecialOnesAreRefused() throws IOException {
    Path file = folder.resolve("bert.json");
    Files.writeString(
        file,
        WORD_PIECE.replace(
            "\"model\"",
            """
            "post_processor": {"type": "BertProcessing", "sep": ["a", 1], "cls": ["a", 1]}, "model\""""));
    TextConfig transform = new TextConfig(2, new WordPieceConfig(file.toString()));
    assertEquals(
        "expected at least 3 tokens of a text, for special ones and one more, found 2: raise max-tokens, or max-source-tokens and max-target-tokens of pairs",
        assertThrows(DataException.class, () -> ingest(transform)).getMessage());
  }

  private void assertIsPredictedAsIngested(TokenizerConfig tokenizer) throws IOException {
    ingest(new TextConfig(MAX_TOKENS, tokenizer));
    Files.delete(folder.resolve("tokenizer.json"));
    Dataset dataset = Dataset.load(storage, folder.resolve("shards").toString());
    Set<List<Float>> ingested = new HashSet<>();
    int numExamples = 0;
    for (Part part : Part.values()) {
      try (BatchReader reader =
          BatchReader.open(
              storage, dataset, part, new CacheFolder(folder.resolve("cache"), 1 << 30))) {
        Batch batch = reader.read(new Range(0, reader.numExamples()));
        ingested.addAll(rows(batch));
        numExamples += batch.size();
      }
    }
    RawBatcher batcher = new RawBatcher(dataset.manifest().transform(), texts.size());
    texts.forEach(text -> batcher.add(new RawFeatures.Text(text)));
    List<List<Float>> predicted = rows(batcher.finish());
    assertEquals(texts.size(), numExamples);
    assertEquals(new HashSet<>(predicted), ingested);
    assertTrue(ingested.size() > 1);
  }

  private Dataset ingest(TextConfig transform) throws IOException {
    Columns columns = Tables.text("text", "label");
    DatasetConfig config =
        new IngestConfig(
            folder.resolve("shards").toString(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new CsvSource(files, List.of(), columns),
            transform,
            RecordSplit.ofFractions(0.1, 0.2),
            0,
            1,
            Compression.NONE,
            1);
    return new IngestJob(spark, new PatientJobs(), storage).run(config, () -> "/");
  }

  private static List<List<Float>> rows(Batch batch) {
    FloatBuffer features = batch.features();
    List<List<Float>> rows = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      List<Float> numbers = new ArrayList<>();
      for (int i = 0; i < MAX_TOKENS; i++) {
        numbers.add(features.get(features.position() + row * MAX_TOKENS + i));
      }
      rows.add(numbers);
    }
    return rows;
  }
}
