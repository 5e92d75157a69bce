package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run that learns to translate, from two files of lines to its evaluation. */
@Tag("cluster")
@ExtendWith(LocalSpark.class)
class TestTranslationRun {
  private static final int NUM_PAIRS = 240;
  private static final String[] WORDS = {"one", "two", "three", "four"};
  private static final String[] MOTS = {"un", "deux", "trois", "quatre"};

  private static final String CONFIGURATION =
      """
      run: {name: pairs, folder: FOLDER/run, seed: 1}
      dataset:
        shards: FOLDER/shards
        source:
          format: parallel-text
          train: [{source: FOLDER/train.en, target: FOLDER/train.fr}]
        transform:
          kind: text-pair
          max-source-tokens: 4
          max-target-tokens: 5
          tokenizer: {kind: words, max-words: 100}
        split: {validation: 0.2, test: 0.2}
      model: {name: transformer, layers: 1, width: 16, heads: 2, dropout: 0.1}
      training:
        replicas: 2
        batch-size: 4
        epochs: 12
        loss: next-word
        optimizer: {name: adam, learning-rate: 0.01}
      sync: {strategy: average, local-steps: 8}
      evaluation: {every-rounds: 30}
      """;

  private static Workspace workspace(Path folder, int numTargets) {
    Workspace workspace = new Workspace(folder);
    StringBuilder english = new StringBuilder();
    StringBuilder french = new StringBuilder();
    for (int i = 0; i < NUM_PAIRS; i++) {
      int hash = i * 0x9E3779B9 >>> 16;
      StringBuilder text = new StringBuilder();
      StringBuilder translation = new StringBuilder();
      for (int word = 0; word < 1 + i % 2; word++) {
        text.append(WORDS[hash >> 2 * word & 3]).append(' ');
        translation.append(MOTS[hash >> 2 * word & 3]).append(' ');
      }
      english.append(text).append('\n');
      french.append(i < numTargets ? translation.append('\n') : "");
    }
    workspace.write("train.en", english.toString().getBytes());
    workspace.write("train.fr", french.toString().getBytes());
    workspace.write("conf.yaml", CONFIGURATION.replace("FOLDER", folder.toString()).getBytes());
    return workspace;
  }

  @Test
  void isTrainedAndMeasuredAtTheWordsOfTranslations(@TempDir Path folder) {
    Workspace workspace = workspace(folder, NUM_PAIRS);
    CommandResult trained = workspace.run("train");
    trained.assertSucceeds();
    assertTrue(Double.parseDouble(trained.result("accuracy")) > 0.9, trained::out);
    assertTrue(Double.parseDouble(trained.result("perplexity")) < 2, trained::out);
    CommandResult evaluated =
        CommandResult.of("evaluate", workspace.path("run"), "--part", "VALIDATION");
    evaluated.assertSucceeds();
    assertTrue(Double.parseDouble(evaluated.result("accuracy")) > 0.9, evaluated::out);

    workspace.write("texts.en", "three two\n\nfour\n\u0000\n".getBytes());
    List<String> table = workspace.predict("texts.en");
    assertEquals("file,record,translation,problem", table.get(0));
    assertTrue(table.get(1).endsWith(",1,trois deux,"), table.get(1));
    assertTrue(table.get(2).endsWith(",2,quatre,"), table.get(2));
    assertTrue(table.get(3).endsWith("expected text, found a NUL as character 1\""), table.get(3));

    CommandResult.of(
            "predict",
            workspace.path("run"),
            workspace.path("texts.en"),
            "--output",
            workspace.path("other"),
            "--seed",
            "7")
        .assertFails(
            ErrorCode.CONFIGURATION,
            "expected a language model of texts for --tokens, --temperature and --seed, found a network for pairs of texts of at most 4 words and translations of at most 5 from a vocabulary of ",
            " with the head tokens: leave them out");

    String page = workspace.path("page.html");
    CommandResult described =
        CommandResult.of("ingest", "--describe", workspace.path("shards"), "--html", page);
    described.assertSucceeds();
    assertTrue(described.out().contains("\"two one\" = \"deux un\""), described::out);
    assertTrue(described.out().contains("result.label-conflicts=0"), described::out);
    assertTrue(Integer.parseInt(described.result("duplicates")) > 0, described::out);
    assertTrue(new String(workspace.read("page.html")).contains("Translations"));
  }

  @Test
  void parametersDoNotDependOnTheNumberOfSlots(@TempDir Path one, @TempDir Path two) {
    String onOneSlot = parameters(workspace(one, NUM_PAIRS));
    String before = System.setProperty("spark.master", "local[2]");
    try {
      assertEquals(onOneSlot, parameters(workspace(two, NUM_PAIRS)));
    } finally {
      System.setProperty("spark.master", before);
    }
  }

  private static String parameters(Workspace workspace) {
    CommandResult trained = workspace.run("train", "training.epochs=2");
    trained.assertSucceeds();
    return trained.result("parameters-sha256");
  }

  @Test
  void twoColumnsOfATableTrainTheSameModelAsTwoFiles(@TempDir Path one, @TempDir Path two) {
    Workspace files = workspace(one, NUM_PAIRS);
    Workspace table = workspace(two, NUM_PAIRS);
    List<String> english = new String(files.read("train.en")).lines().toList();
    List<String> french = new String(files.read("train.fr")).lines().toList();
    StringBuilder rows = new StringBuilder("fr\tfrom\ten\n");
    for (int i = 0; i < NUM_PAIRS; i++) {
      rows.append("%s\tsomebody\t%s\n".formatted(french.get(i), english.get(i)));
    }
    table.write("train.tsv", rows.toString().getBytes());
    table.configure("parallel-text", "tsv");
    table.configure(
        "{source: %s, target: %s}".formatted(table.path("train.en"), table.path("train.fr")),
        table.path("train.tsv"));
    table.configure("  transform:", "    columns: {text: en, translation: fr}\n  transform:");
    assertEquals(parameters(files), parameters(table));

    table.write("texts.tsv", "id\ten\n1\tthree two\n2\t\n3\tfour\n".getBytes());
    List<String> translated = table.predict("texts.tsv");
    assertEquals("file,record,translation,problem", translated.get(0));
    assertEquals(3, translated.size(), "and none of the blank one");
    table.write("other.tsv", "english\none\n".getBytes());
    CommandResult.of(
            "predict", table.path("run"), table.path("other.tsv"), "--output", table.path("no"))
        .assertFails(ErrorCode.DATA, "other.tsv: expected the column en, found the columns");
  }

  @Test
  void filesOfDifferentLengthsAreRefused(@TempDir Path folder) {
    Workspace workspace = workspace(folder, NUM_PAIRS - 1);
    workspace
        .run("train")
        .assertFails(
            ErrorCode.DATA,
            "expected as many lines in both files, found 240 in ",
            "train.en and 239 in ");
  }

  @Test
  void otherModelsAndLossesAreRefused(@TempDir Path folder) {
    Workspace workspace = workspace(folder, NUM_PAIRS);
    workspace
        .run("train", "model={name: text-cnn}")
        .assertFails(
            ErrorCode.CONFIGURATION,
            "expected token sequences for the model text-cnn, found pairs");
    workspace
        .run("train", "training.length-pool=10")
        .assertFails(
            ErrorCode.CONFIGURATION, "expected no length-pool for the loss next-word, found 10");
    workspace
        .run("train", "training.loss=cross-entropy")
        .assertFails(
            ErrorCode.CONFIGURATION,
            "expected next-word, the loss for data without labels, found cross-entropy");
  }
}
