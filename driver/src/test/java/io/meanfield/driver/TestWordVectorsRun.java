package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.zoo.Head;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.OutputShape;
import io.meanfield.zoo.text.TextLstm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A run whose words have vectors of a file, from the configuration to the model. */
@Tag("cluster")
@ExtendWith(LocalSpark.class)
class TestWordVectorsRun {
  private static final String CONFIGURATION =
      """
      run: {name: words, folder: FOLDER/run, seed: 1}
      dataset:
        shards: FOLDER/shards
        source:
          format: csv
          train: [FOLDER/train.csv]
          columns: {text: words, label: label}
        transform: {kind: text, max-tokens: 6, tokenizer: {kind: words, max-words: 100}}
        split: {validation: 0.2, test: 0.2}
      model: {name: text-cnn, embedding: 3, word-vectors: {file: FOLDER/vectors.txt, trainable: false}}
      training:
        replicas: 2
        batch-size: 8
        epochs: 2
        optimizer: {name: adam, learning-rate: 0.02}
      sync: {strategy: average, local-steps: 2}
      checkpoint: {every-rounds: 1, keep: 2}
      """;

  private Workspace workspace;

  @BeforeEach
  void write(@TempDir Path folder) {
    workspace = new Workspace(folder);
    StringBuilder texts = new StringBuilder("words,label\n");
    for (int i = 0; i < 60; i++) {
      texts.append("a a a b b c%s,%s%n".formatted(i % 2 == 0 ? " d" : "", i % 2 == 0));
    }
    workspace.write("train.csv", texts.toString().getBytes());
    workspace.write("vectors.txt", "c 7 8 9\nx 0 0 0\na 1 2 3\nb 4 5 6\n".getBytes());
    workspace.write("conf.yaml", CONFIGURATION.replace("FOLDER", folder.toString()).getBytes());
  }

  /** Numbers 2, 3, 4 and 5 are a, b, c and d, by their frequency. */
  @Test
  void vectorsStandInTheModelAndAResumedRunNeedsNoFile() throws IOException {
    CommandResult trained = workspace.run("train");
    trained.assertSucceeds();
    assertTrue(
        trained.out().contains("word vectors: 3 of 4 words (75.0 %), without the frequent d"),
        trained::out);
    INDArray words =
        ComputationGraph.load(workspace.folder().resolve("run/model/model.zip").toFile(), false)
            .paramTable()
            .get("embedding_W");
    assertArrayEquals(new float[] {1, 2, 3}, words.getRow(2).toFloatVector());
    assertArrayEquals(new float[] {4, 5, 6}, words.getRow(3).toFloatVector());
    assertArrayEquals(new float[] {7, 8, 9}, words.getRow(4).toFloatVector());

    List<String> checkpoints = workspace.names("run/checkpoints").stream().sorted().toList();
    workspace.delete("run/checkpoints/" + checkpoints.get(1));
    workspace.delete("vectors.txt");
    CommandResult resumed = workspace.run("train");
    resumed.assertSucceeds();
    assertTrue(resumed.out().contains("resuming after round"), resumed::out);
    assertFalse(resumed.out().contains("word vectors"), resumed::out);
    assertEquals(hash(trained), hash(resumed));
  }

  @Test
  void theyAreForNetworksOfOnesOwnTooAndMistakesCanBeCorrected() {
    workspace.write(
        "own.json",
        new TextLstm(3, List.of(4), TextLstm.Summary.LAST, 0, Optional.empty())
            .define(new InputShape.Sequence(6, 6), new OutputShape(2, Head.SOFTMAX), 1)
            .json()
            .getBytes());
    workspace.configure("name: text-cnn, embedding: 3", "file: " + workspace.path("own.json"));
    workspace.run("train").assertFails(ErrorCode.CONFIGURATION, "FrozenLayer");
    workspace.configure("trainable: false", "trainable: true");
    workspace.write("vectors.txt", "c 7 8\n".getBytes());
    workspace
        .run("train")
        .assertFails(
            ErrorCode.DATA,
            "expected vectors of 3 numbers, as the network's embedding has, found 2 in ");
    workspace.write("vectors.txt", "c 7 8 9\n".getBytes());
    CommandResult trained = workspace.run("train");
    trained.assertSucceeds();
    assertTrue(trained.out().contains("word vectors: 1 of 4 words"), trained::out);
  }

  /** Texts have 6 and 7 words, of which max-tokens leaves 6, or all 7 of 16 places. */
  @ParameterizedTest
  @ValueSource(strings = {"average", "allreduce"})
  void stepsOfSimilarLengthsNeedLessPadding(String strategy) {
    workspace.configure("max-tokens: 6", "max-tokens: 16");
    if (strategy.endsWith("allreduce")) {
      workspace.configure("average, local-steps: 2", "allreduce");
    }
    CommandResult padded = workspace.run("train");
    padded.assertSucceeds();
    assertTrue(padded.out().contains("padding: 59."), padded::out);
    CommandResult sorted =
        workspace.run("train", "training.length-pool=3", "run.folder=" + workspace.path("sorted"));
    sorted.assertSucceeds();
    assertTrue(sorted.out().contains("padding: 1"), sorted::out); // 6 and 7 of 8 places
    CommandResult again =
        workspace.run("train", "training.length-pool=3", "run.folder=" + workspace.path("again"));
    assertEquals(hash(sorted), hash(again));
  }

  private static String hash(CommandResult run) {
    return run.out().lines().filter(line -> line.contains("sha256")).findFirst().orElseThrow();
  }
}
