package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.InMemoryRounds.Standing;
import io.meanfield.worker.optim.Adam;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.Average;
import io.meanfield.zoo.Head;
import io.meanfield.zoo.NetworkDefinition;
import io.meanfield.zoo.OutputShape;
import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Precision;
import io.meanfield.zoo.layer.Gru;
import io.meanfield.zoo.layer.LayerNormalization;
import io.meanfield.zoo.layer.LearnedPositions;
import io.meanfield.zoo.layer.TransformerBlock;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers of our own keep the promise of {@link TestSameBytes}, at either precision. */
@Tag("unit")
class TestSameBytesOfTexts {
  private static final int WIDTH = 16;
  private static final int ROUNDS = 4; // more than an epoch

  @TempDir private static Path folder;
  private static DataSpec data;

  @BeforeAll
  static void publish() throws Exception {
    data = PatternTexts.publish(folder, 101);
  }

  private static NetworkDefinition gru() {
    return network(
        new Bidirectional(new Gru.Builder().nOut(WIDTH).build()),
        new LastTimeStep(new Gru.Builder().nOut(WIDTH).build()));
  }

  private static NetworkDefinition transformer() {
    return network(
        new LearnedPositions.Builder()
            .width(WIDTH)
            .maxSteps(PatternTexts.SHAPE.maxTokens())
            .build(),
        new TransformerBlock.Builder().width(WIDTH).heads(4).dropoutInside(0.2).build(),
        new LayerNormalization.Builder().width(WIDTH).build(),
        new GlobalPoolingLayer(PoolingType.AVG));
  }

  private static NetworkDefinition network(Layer... layers) {
    var list =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .list()
            .layer(
                new EmbeddingSequenceLayer.Builder()
                    .nIn(PatternTexts.SHAPE.vocabularySize())
                    .nOut(WIDTH)
                    .inferInputLength(true)
                    .build());
    Stream.of(layers).forEach(list::layer);
    return NetworkDefinition.ofJson(
        list.layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(PatternTexts.CLASSES.size())
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.recurrent(PatternTexts.SHAPE.vocabularySize()))
            .build()
            .toJson(),
        PatternTexts.SHAPE,
        new OutputShape(PatternTexts.CLASSES.size(), Head.SOFTMAX));
  }

  private static Stream<NetworkDefinition> networks() {
    return Stream.of(gru(), transformer());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void howReplicasAreHostedDoesNotMatter(NetworkDefinition network) throws Exception {
    Standing[] standings = new Standing[Precision.values().length];
    for (Precision precision : Precision.values()) {
      RunSpec run = run(network, precision);
      InMemoryRounds rounds = InMemoryRounds.of(run);
      Standing start = rounds.start(SmallRuns.initialParameters(run));
      Standing expected = rounds.run(start, ROUNDS);
      assertTrue(expected.loss() < rounds.next(start).loss(), "it learns");
      TestSameBytes.assertSame(expected, rounds.on(Hostings::eachAfresh).run(start, ROUNDS));
      TestSameBytes.assertSame(expected, rounds.on(Hostings::allAtTheSameTime).run(start, ROUNDS));
      try (Replica replica = new Replica(run)) {
        InMemoryRounds reused = rounds.on(Hostings.oneReusedInAnyOrder(replica, new Random(1)));
        TestSameBytes.assertSame(expected, reused.run(start, ROUNDS));
      }
      standings[precision.ordinal()] = expected;
    }
    Kernels kernels = Kernels.of(DataType.FLOAT, Precision.BF16);
    boolean isRounding = kernels.matrices().operandType(DataType.FLOAT) != DataType.FLOAT;
    assertEquals(isRounding, !Arrays.equals(standings[0].parameters(), standings[1].parameters()));
  }

  private static RunSpec run(NetworkDefinition network, Precision precision) {
    TrainingConfig training =
        SmallRuns.training(TestSameBytes.REPLICAS, 8, new Adam(0.01, 0.9, 0.999, 1e-8));
    return SmallRuns.at(precision, SmallRuns.run(data, network, training, new Average(2)));
  }
}
