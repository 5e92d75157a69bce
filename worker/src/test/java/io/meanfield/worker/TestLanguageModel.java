package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.worker.optim.Adam;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.StepTally;
import io.meanfield.worker.sync.Average;
import io.meanfield.zoo.Head;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.NetworkDefinition;
import io.meanfield.zoo.OutputShape;
import io.meanfield.zoo.kernel.Attention.Reach;
import io.meanfield.zoo.layer.LearnedPositions;
import io.meanfield.zoo.layer.TransformerBlock;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** Networks that tell the next word of texts: trained and scored at every word. */
@Tag("unit")
class TestLanguageModel {
  private static final int NUM_TEXTS = 101;
  private static final int WIDTH = 16;
  private static final InputShape.Sequence SHAPE =
      new InputShape.Sequence(
          PatternTexts.SHAPE.maxTokens() - 1, PatternTexts.SHAPE.vocabularySize());

  @TempDir private static Path folder;
  private static DataSpec data;

  @BeforeAll
  static void publish() throws Exception {
    data = PatternTexts.publish(folder, NUM_TEXTS);
  }

  private static NetworkDefinition network() {
    return NetworkDefinition.ofJson(
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .list()
            .layer(
                new EmbeddingSequenceLayer.Builder()
                    .nIn(SHAPE.vocabularySize())
                    .nOut(WIDTH)
                    .inputLength(SHAPE.maxTokens())
                    .build())
            .layer(new LearnedPositions.Builder().width(WIDTH).maxSteps(SHAPE.maxTokens()).build())
            .layer(new TransformerBlock.Builder().width(WIDTH).heads(4).reach(Reach.PAST).build())
            .layer(
                new RnnOutputLayer.Builder(new LossSparseMCXENT())
                    .nOut(SHAPE.vocabularySize())
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.recurrent(SHAPE.vocabularySize(), SHAPE.maxTokens()))
            .build()
            .toJson(),
        SHAPE,
        new OutputShape(SHAPE.vocabularySize(), Head.TOKENS));
  }

  private static long numWordsButTheFirst() throws Exception {
    try (BatchReader reader = data.open(Part.TRAIN)) {
      FloatBuffer mask = reader.read(new Range(0, NUM_TEXTS)).mask().orElseThrow();
      long numWords = 0;
      while (mask.hasRemaining()) {
        numWords += (long) mask.get();
      }
      return numWords - NUM_TEXTS;
    }
  }

  @Test
  void aNetworkOfZerosTakesAllWordsForEquallyLikely() throws Exception {
    RunSpec run = run();
    float[] zeros = new float[run.layout().length()];
    StepTally tally = SmallRuns.score(run, zeros, new Range(0, NUM_TEXTS));
    assertEquals(numWordsButTheFirst(), tally.examples());
    assertEquals(Math.log(SHAPE.vocabularySize()), tally.lossSum() / tally.examples(), 1e-6);
  }

  @Test
  void trainingLearnsTheOrderOfTheAlphabet() throws Exception {
    RunSpec run = run();
    float[] parameters = SmallRuns.parametersAfter(60, run);
    StepTally whole = SmallRuns.score(run, parameters, new Range(0, NUM_TEXTS));
    assertEquals(numWordsButTheFirst(), whole.examples());
    assertTrue(whole.right() > 0.95 * whole.examples(), () -> "right " + whole.right());
    SmallRuns.assertSameInParts(whole, run, parameters, NUM_TEXTS);
  }

  private static RunSpec run() {
    TrainingConfig training = SmallRuns.training(2, 8, new Adam(0.01, 0.9, 0.999, 1e-8));
    return SmallRuns.run(data, network(), training, new Average(2));
  }
}
