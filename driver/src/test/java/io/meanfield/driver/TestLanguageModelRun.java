package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.zoo.kernel.Attention.Reach;
import io.meanfield.zoo.layer.LearnedPositions;
import io.meanfield.zoo.layer.TransformerBlock;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** A run that learns the next word of texts, from the configuration to its evaluation. */
@Tag("cluster")
@ExtendWith(LocalSpark.class)
class TestLanguageModelRun {
  private static final int MAX_WORDS = 6; // a text has 5
  private static final int VOCABULARY = 2 + 4; // padding, the unknown word, and a to d
  private static final int WIDTH = 8;

  private static final String CONFIGURATION =
      """
      run: {name: words, folder: FOLDER/run, seed: 1}
      dataset:
        shards: FOLDER/shards
        source:
          format: text
          train: [FOLDER/train.txt]
          document: line
        transform: {kind: text, max-tokens: 6, tokenizer: {kind: words, max-words: 100}}
        split: {validation: 0.2, test: 0.2}
      model: {file: FOLDER/network.json}
      training:
        replicas: 2
        batch-size: 4
        epochs: 12
        loss: next-word
        optimizer: {name: adam, learning-rate: 0.02}
      sync: {strategy: average, local-steps: 8}
      evaluation:
        every-rounds: 6
        early-stopping: {metric: perplexity, patience: 100}
      """;

  @Test
  void isTrainedAndMeasuredAtEveryWord(@TempDir Path folder) {
    Workspace workspace = workspace(folder);
    workspace.write(
        "network.json",
        network(new TransformerBlock.Builder().width(WIDTH).heads(2).reach(Reach.PAST).build())
            .getBytes());
    CommandResult trained = workspace.run("train");
    trained.assertSucceeds();
    double accuracy = number(trained, "accuracy");
    assertTrue(accuracy > 0.9, trained::out); // a quarter by chance
    assertTrue(number(trained, "perplexity") < 2, trained::out);
    CommandResult evaluated =
        CommandResult.of("evaluate", workspace.path("run"), "--part", "VALIDATION");
    evaluated.assertSucceeds();
    assertTrue(number(evaluated, "accuracy") > 0.9, evaluated::out);
    workspace.write("prompts.txt", "a b c\nc\n".getBytes());
    List<String> continued = workspace.predict("prompts.txt");
    assertEquals("file,record,continuation,problem", continued.get(0));
    String both = continued.get(1) + continued.get(2);
    assertTrue(both.contains("prompts.txt,1,d a "), both); // it has learned four places only
    assertTrue(both.contains("prompts.txt,2,d a b c "), both);
  }

  @Test
  void whatCannotTellTheNextWordIsRefusedBeforeTraining(@TempDir Path folder) {
    Workspace workspace = workspace(folder);
    workspace.write("network.json", network(convolution(ConvolutionMode.Same)).getBytes());
    workspace
        .run("train")
        .assertFails(
            ErrorCode.CONFIGURATION,
            "model: expected a network that tells the next word from those before it, found one whose answer at step 4 of 5 changes with the last word");
  }

  @Test
  void whatForgetsEarlierWordsIsTrainedAndDoesNotGoOnWithTexts(@TempDir Path folder) {
    Workspace workspace = workspace(folder);
    workspace.write("network.json", network(convolution(ConvolutionMode.Causal)).getBytes());
    workspace.run("train", "training.epochs=1").assertSucceeds();
    CommandResult.of(
            "predict",
            workspace.path("run"),
            workspace.path("train.txt"),
            "--output",
            workspace.path("table"))
        .assertFails(
            ErrorCode.CONFIGURATION,
            workspace.path("run")
                + ": expected a network that goes on word by word as if it read all words at once, found one that answers step 4 of 5 otherwise");
  }

  private static Layer convolution(ConvolutionMode mode) {
    return new Convolution1DLayer.Builder(3).nOut(WIDTH).convolutionMode(mode).build();
  }

  /** Without training.loss: texts without labels have one. */
  @Test
  void ofTheCatalogueIsTheSameOnAnyNumberOfCores(@TempDir Path folder) {
    Workspace workspace = workspace(folder);
    workspace.configure(
        "file: " + folder + "/network.json", "name: gpt, layers: 1, width: 8, heads: 2");
    workspace.configure("  loss: next-word\n", "");
    CommandResult onOneCore = workspace.run("train", "training.epochs=2");
    onOneCore.assertSucceeds();
    System.setProperty("spark.master", "local[2]");
    try {
      CommandResult onTwoCores =
          workspace.run("train", "training.epochs=2", "run.folder=" + workspace.path("two"));
      assertEquals(onOneCore.result("parameters-sha256"), onTwoCores.result("parameters-sha256"));
    } finally {
      System.setProperty("spark.master", "local[1]");
    }
    assertTrue(number(onOneCore, "perplexity") > 1, onOneCore::out);
  }

  private static Workspace workspace(Path folder) {
    Workspace workspace = new Workspace(folder);
    StringBuilder texts = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      for (int word = i; word < i + 5; word++) {
        texts.append((char) ('a' + word % 4)).append(' ');
      }
      texts.append('\n');
    }
    workspace.write("train.txt", texts.toString().getBytes());
    workspace.write("conf.yaml", CONFIGURATION.replace("FOLDER", folder.toString()).getBytes());
    return workspace;
  }

  private static double number(CommandResult result, String name) {
    return Double.parseDouble(result.result(name));
  }

  private static String network(Layer layer) {
    return new NeuralNetConfiguration.Builder()
        .seed(5)
        .list()
        .layer(
            new EmbeddingSequenceLayer.Builder()
                .nIn(VOCABULARY)
                .nOut(WIDTH)
                .inferInputLength(true)
                .build())
        .layer(new LearnedPositions.Builder().width(WIDTH).maxSteps(MAX_WORDS).build())
        .layer(layer)
        .layer(
            new RnnOutputLayer.Builder(new LossSparseMCXENT())
                .nOut(VOCABULARY)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.recurrent(VOCABULARY))
        .build()
        .toJson();
  }
}
