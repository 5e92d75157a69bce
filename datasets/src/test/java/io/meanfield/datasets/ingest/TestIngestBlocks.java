package io.meanfield.datasets.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.fake.PatientJobs;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.datasets.shard.CacheFolder;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.source.Documents;
import io.meanfield.datasets.source.TextSource;
import io.meanfield.datasets.source.TextUnit;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.NumbersConfig;
import io.meanfield.datasets.transform.TextConfig;
import io.meanfield.datasets.transform.TransformConfig;
import io.meanfield.datasets.transform.text.Gpt2Config;
import io.meanfield.datasets.transform.text.Normalization;
import io.meanfield.datasets.transform.text.TokenizerConfig;
import io.meanfield.datasets.transform.text.WordsConfig;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

/** From text without labels to shards of blocks. */
@Tag("unit")
class TestIngestBlocks {
  private static final int NUM_DOCUMENTS = 60;
  private static final int WORDS_OF_ONE = 10;
  private static final int MAX_TOKENS = 4;

  private static JavaSparkContext spark;

  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration(false));

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.start();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  /** Every word of line i is of the number i. */
  @BeforeEach
  void writeDocuments() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < NUM_DOCUMENTS; i++) {
      lines.add(("n%d ".formatted(i)).repeat(WORDS_OF_ONE));
    }
    Files.write(folder.resolve("text"), lines);
  }

  @Test
  void noDocumentIsOnBothSides() throws IOException {
    Dataset dataset = ingest(Documents.SEPARATE, words(), "shards");
    assertEquals(new Labels.None(), dataset.manifest().labels());
    Map<Integer, Part> parts = new HashMap<>();
    int numBlocks = 0;
    for (Part part : Part.values()) {
      for (List<Integer> block : blocks(dataset, part)) {
        Set<Integer> documents = new HashSet<>(block);
        documents.remove(0);
        if (part == Part.TRAIN) {
          assertEquals(1, documents.size(), "words of one document");
          Part before = parts.put(documents.iterator().next(), part);
          assertTrue(before == null || before == part);
        } else {
          assertEquals(Set.of(1), documents, "words that training has not seen");
        }
        numBlocks++;
      }
    }
    assertEquals(NUM_DOCUMENTS * 3, numBlocks); // 4 + 3 + 3 new words
    assertEquals(0, dataset.manifest().part(Part.TRAIN).numExamples() % 3);
    assertEquals(0, dataset.manifest().part(Part.TEST).numExamples() % 3);
  }

  @Test
  void joinedBlocksAreFullButForTheLastOfAPart() throws IOException {
    Dataset dataset = ingest(Documents.JOINED, words(), "shards");
    int numTokens = 0;
    for (Part part : Part.values()) {
      List<List<Integer>> blocks = blocks(dataset, part);
      assertTrue(blocks.stream().limit(blocks.size() - 1).noneMatch(b -> b.contains(0)));
      numTokens += blocks.stream().mapToInt(b -> (int) b.stream().filter(w -> w > 0).count()).sum();
      numTokens -= blocks.size() - 1; // those that two blocks have
    }
    assertEquals(NUM_DOCUMENTS * WORDS_OF_ONE, numTokens);
    assertEquals(
        dataset.manifest(), ingest(Documents.JOINED, words(), "again").manifest(), "the same");
  }

  @Test
  void tokenizersThatAreKnownNeedNoFirstPass() throws IOException {
    Dataset dataset = ingest(Documents.SEPARATE, new Gpt2Config(), "shards");
    assertEquals(new Labels.None(), dataset.manifest().labels());
    assertTrue(dataset.manifest().part(Part.TRAIN).numExamples() > NUM_DOCUMENTS);
    assertEquals(dataset.manifest(), Dataset.load(storage, dataset.folder()).manifest());
  }

  @Test
  void blocksNeedTextsOfTwoTokens() {
    assertThrows(IllegalArgumentException.class, () -> config(new NumbersConfig(), "shards"));
    assertThrows(
        IllegalArgumentException.class, () -> config(new TextConfig(1, words()), "shards"));
  }

  private static WordsConfig words() {
    return new WordsConfig(1000, 1, true, Normalization.NFC);
  }

  private Dataset ingest(Documents documents, TokenizerConfig tokenizer, String name)
      throws IOException {
    DatasetConfig config = config(documents, new TextConfig(MAX_TOKENS, tokenizer), name);
    return new IngestJob(spark, new PatientJobs(), storage).run(config, () -> "/");
  }

  private DatasetConfig config(TransformConfig transform, String name) {
    return config(Documents.SEPARATE, transform, name);
  }

  private DatasetConfig config(Documents documents, TransformConfig transform, String name) {
    return new IngestConfig(
        folder.resolve(name).toString(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new TextSource(
            List.of(folder.resolve("text").toString()),
            List.of(),
            TextUnit.LINE,
            documents,
            "utf-8"),
        transform,
        RecordSplit.ofFractions(0.1, 0.2),
        0,
        1,
        Compression.NONE,
        1);
  }

  private List<List<Integer>> blocks(Dataset dataset, Part part) throws IOException {
    List<List<Integer>> blocks = new ArrayList<>();
    try (BatchReader reader =
        BatchReader.open(
            storage, dataset, part, new CacheFolder(folder.resolve("cache"), 1 << 30))) {
      Batch batch = reader.read(new Range(0, reader.numExamples()));
      assertEquals(Optional.empty(), batch.labels());
      FloatBuffer features = batch.features();
      for (int row = 0; row < batch.size(); row++) {
        List<Integer> block = new ArrayList<>();
        for (int i = 0; i < MAX_TOKENS; i++) {
          block.add((int) features.get(row * MAX_TOKENS + i));
        }
        blocks.add(block);
      }
    }
    return blocks;
  }
}
