package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.augment.AugmentationConfig;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.worker.optim.Optimizer;
import io.meanfield.worker.optim.Schedule;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.ScoreSpec;
import io.meanfield.worker.protocol.StepTally;
import io.meanfield.worker.sync.SyncStrategy;
import io.meanfield.zoo.Head;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.Network;
import io.meanfield.zoo.NetworkDefinition;
import io.meanfield.zoo.Nonlinearity;
import io.meanfield.zoo.OutputShape;
import io.meanfield.zoo.kernel.Precision;
import io.meanfield.zoo.tabular.Mlp;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks and runs on {@link PatternImages}. */
final class SmallRuns {
  private static final InputShape IMAGES =
      new InputShape.Image(PatternImages.SIDE, PatternImages.SIDE, 1);
  private static final OutputShape CLASSES =
      new OutputShape(PatternImages.CLASSES.size(), Head.SOFTMAX);

  private SmallRuns() {}

  static NetworkDefinition mlp(double dropout) {
    return new Mlp(List.of(20, 12), Nonlinearity.TANH, dropout, 16).define(IMAGES, CLASSES, 5);
  }

  /** With noise that comes from ND4J's random numbers, which plain dropout does not. */
  static NetworkDefinition noisyMlp() {
    return NetworkDefinition.ofJson(
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .list()
            .layer(new DenseLayer.Builder().nOut(20).activation(Activation.TANH).build())
            .layer(
                new DenseLayer.Builder()
                    .nOut(12)
                    .activation(Activation.TANH)
                    .dropOut(new GaussianDropout(0.3))
                    .build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(CLASSES.size())
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.feedForward(PatternImages.SIDE * PatternImages.SIDE))
            .build()
            .toJson(),
        IMAGES,
        CLASSES);
  }

  /** A network of a user's own with running statistics. */
  static NetworkDefinition batchNormCnn() {
    return NetworkDefinition.ofJson(
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .list()
            .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).build())
            .layer(new BatchNormalization.Builder().activation(Activation.RELU).build())
            .layer(new ConvolutionLayer.Builder(3, 3).nOut(5).stride(2, 2).build())
            .layer(new BatchNormalization())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(CLASSES.size())
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.convolutional(PatternImages.SIDE, PatternImages.SIDE, 1))
            .build()
            .toJson(),
        IMAGES,
        CLASSES);
  }

  static TrainingConfig training(int replicas, int batchSize, Optimizer optimizer) {
    return new TrainingConfig(
        replicas,
        batchSize,
        100,
        optimizer,
        new Schedule.Constant(0),
        Loss.BY_LABELS,
        0,
        0,
        0,
        AugmentationConfig.NONE);
  }

  static RunSpec run(
      DataSpec data, NetworkDefinition network, TrainingConfig training, SyncStrategy sync) {
    Network built = Network.create(network);
    return new RunSpec(
        "test", 23, network, built.layout(), data, training, sync, ComputeConfig.USUAL);
  }

  static RunSpec at(Precision precision, RunSpec run) {
    return new RunSpec(
        run.runId(),
        run.seed(),
        run.network(),
        run.layout(),
        run.data(),
        run.training(),
        run.sync(),
        ComputeConfig.USUAL.with(precision));
  }

  static float[] initialParameters(RunSpec run) {
    return Network.create(run.network()).parameters();
  }

  static float[] parametersAfter(int numRounds, RunSpec run) throws Exception {
    InMemoryRounds rounds = InMemoryRounds.of(run);
    return rounds.run(rounds.start(initialParameters(run)), numRounds).parameters();
  }

  /** How a network that answers at every word does on training examples. */
  static StepTally score(RunSpec run, float[] parameters, Range rows) throws Exception {
    ScoreSpec spec = new ScoreSpec("test", run.network(), run.data(), Part.TRAIN);
    try (Scorer scorer = new Scorer(spec)) {
      return (StepTally) scorer.score(parameters, rows);
    }
  }

  /** That parts of the rows, added up, are what all of them are at once. */
  static void assertSameInParts(StepTally whole, RunSpec run, float[] parameters, int numRows)
      throws Exception {
    StepTally first = score(run, parameters, new Range(0, 40));
    StepTally merged = first.merge(score(run, parameters, new Range(40, numRows)));
    assertEquals(whole.examples(), merged.examples());
    assertEquals(whole.right(), merged.right());
    assertEquals(whole.lossSum(), merged.lossSum(), 1e-4 * whole.lossSum());
  }
}
