package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run on three parts of sentences about films and one of sentences about restaurants. */
@Tag("cluster")
@ExtendWith(LocalSpark.class)
class TestMixtureRun {
  private static final int NUM_SENTENCES = 150; // of each

  private static final String RAW =
      """
        source:
          format: tsv
          train: [FOLDER/NAME.tsv]
          columns: {text: sentence, label: label}
        transform: {kind: text, max-tokens: 24, tokenizer: {kind: words, max-words: 500}}
        split: {validation: 0.2, test: 0.2}
      """;

  private static final String MIX =
      """
        mix:
          - {shards: FOLDER/imdb, weight: 3}
          - {shards: FOLDER/yelp, weight: 1}
      """;

  private static final String REST =
      """
      model: {name: text-cnn, embedding: 8, filters: 8}
      training:
        replicas: 2
        batch-size: 8
        epochs: 3
        optimizer: {name: adam, learning-rate: 0.01}
      sync: {strategy: average, local-steps: 2}
      checkpoint: {every-rounds: 2, keep: 2}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void ingest() throws IOException {
    List<String> all =
        Files.readAllLines(Checkout.root().resolve("datasets/sentences/sentences.tsv"));
    for (String name : List.of("imdb", "yelp")) {
      Files.write(
          folder.resolve(name + ".tsv"),
          Stream.concat(
                  all.stream().limit(1),
                  all.stream().filter(line -> line.startsWith(name)).limit(NUM_SENTENCES))
              .toList());
    }
    configure("imdb", RAW);
    configure("yelp", RAW + "  fitted-on: FOLDER/imdb\n");
    configure("mixed", MIX);
    run("ingest", "imdb").assertSucceeds();
  }

  @AfterEach
  void backToOneCore() {
    System.setProperty("spark.master", "local[1]");
  }

  @Test
  void givesTheSameBytesWhateverTheCoresAndWhenItIsResumed() throws IOException {
    run("ingest", "yelp").assertSucceeds();
    CommandResult one = run("train", "mixed");
    one.assertSucceeds();
    System.setProperty("spark.master", "local[2]");
    CommandResult two = run("train", "mixed", "run.folder=" + folder.resolve("run-2"));
    two.assertSucceeds();
    assertEquals(one.result("parameters-sha256"), two.result("parameters-sha256"));

    Workspace workspace = new Workspace(folder);
    List<String> checkpoints = workspace.names("run-2/checkpoints").stream().sorted().toList();
    workspace.delete("run-2/checkpoints/" + checkpoints.get(checkpoints.size() - 1));
    CommandResult resumed = run("train", "mixed", "run.folder=" + folder.resolve("run-2"));
    resumed.assertSucceeds();
    assertTrue(resumed.out().contains("resuming after round"), resumed::out);
    assertEquals(one.result("parameters-sha256"), resumed.result("parameters-sha256"));

    CommandResult pooled =
        run(
            "train",
            "mixed",
            "training.length-pool=4",
            "training.epochs=1",
            "run.folder=" + folder.resolve("run-3"));
    pooled.assertSucceeds();
    assertNotEquals(one.result("parameters-sha256"), pooled.result("parameters-sha256"));
    isDescribedJudgedAndAppliedLikeAnyOther();
  }

  private void isDescribedJudgedAndAppliedLikeAnyOther() {
    CommandResult described =
        CommandResult.of("ingest", "--describe", path("mixed"), "--html", path("page.html"));
    described.assertSucceeds();
    assertTrue(described.out().contains("mixed in training"), described::out);
    assertTrue(described.out().contains("/yelp       1  25.0%"), described::out);
    CommandResult.of("evaluate", path("run-mixed")).assertSucceeds();
    CommandResult.of("evaluate", path("run-mixed"), "--dataset", path("yelp")).assertSucceeds();
    List<String> predict =
        List.of("predict", path("run-mixed"), path("yelp.tsv"), "--output", path("table"));
    CommandResult.of(predict.toArray(String[]::new))
        .assertFails(
            ErrorCode.CONFIGURATION,
            "expected a dataset.source that says how the files are read, found the mixture");
    CommandResult.of(
            Stream.concat(predict.stream(), Stream.of("--source-of", path("yelp.yaml")))
                .toArray(String[]::new))
        .assertSucceeds();
  }

  @Test
  void whatTheDataSetsTurnOutNotToHaveIsSaid() {
    run("ingest", "yelp", "dataset.fitted-on=null").assertSucceeds();
    run("train", "mixed")
        .assertFails(
            ErrorCode.DATA,
            "expected data sets of the same features, labels and transform in dataset.mix, found other");
    new Workspace(folder).delete("yelp");
    run("ingest", "yelp").assertSucceeds();
    run("train", "mixed", "training.augmentation={flip: horizontal}")
        .assertFails(ErrorCode.CONFIGURATION, "training.augmentation: expected images");
    run("train", "mixed", "evaluation.early-stopping={metric: rmse}")
        .assertFails(
            ErrorCode.CONFIGURATION, "evaluation.early-stopping.metric: expected a metric of");
  }

  private CommandResult run(String command, String name, String... overrides) {
    String[] start = {command, path(name + ".yaml")};
    return CommandResult.of(Stream.of(start, overrides).flatMap(Stream::of).toArray(String[]::new));
  }

  private void configure(String name, String dataset) throws IOException {
    String yaml =
        "run: {name: NAME, folder: FOLDER/run-NAME, seed: 1}\ndataset:\n  shards: FOLDER/NAME\n"
            + dataset
            + REST;
    Files.writeString(
        folder.resolve(name + ".yaml"),
        yaml.replace("FOLDER", folder.toString()).replace("NAME", name));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
