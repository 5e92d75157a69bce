package io.meanfield.worker;

import io.meanfield.benchmarks.Precision;
import io.meanfield.benchmarks.Workload;
import io.meanfield.benchmarks.model.ComputeModel;
import io.meanfield.datasets.augment.AugmentationConfig;
import io.meanfield.worker.TrainStep.At;
import io.meanfield.worker.optim.Adam;
import io.meanfield.worker.optim.Optimizer;
import io.meanfield.worker.optim.Schedule;
import io.meanfield.zoo.Network;
import io.meanfield.zoo.Tensors;

/**
 * Meanfield's own training step, as a replica runs it: parameters, gradients, optimizer. Stands in
 * this package for that step.
 */
public final class MeanfieldTraining implements Workload {
  private final TrainStep trainStep;
  private final Tensors batch;
  private final float[][] state;
  private long numUpdates;

  private MeanfieldTraining(TrainStep trainStep, Tensors batch, float[][] state) {
    this.trainStep = trainStep;
    this.batch = batch;
    this.state = state;
  }

  public static MeanfieldTraining of(ComputeModel model, Precision precision) {
    return of(model, model.batchSize(), precision);
  }

  /** On what this process is prepared for; on its CPU if it is not yet. */
  public static MeanfieldTraining of(ComputeModel model, int batchSize, Precision precision) {
    ComputeThreads.prepare(ComputeConfig.USUAL);
    Network network = Network.create(MeanfieldModels.define(model), precisionOfProducts(precision));
    return withOptimizer(
        network, BatchTensors.of(MeanfieldModels.batch(model, batchSize), network.definition()));
  }

  private static io.meanfield.zoo.kernel.Precision precisionOfProducts(Precision precision) {
    return switch (precision) {
      case F32 -> io.meanfield.zoo.kernel.Precision.F32;
      case BF16 -> io.meanfield.zoo.kernel.Precision.BF16;
    };
  }

  /** The only place that knows what the optimizer is given. */
  private static MeanfieldTraining withOptimizer(Network network, Tensors batch) {
    Optimizer adam = new Adam(1e-3, 0.9, 0.999, 1e-8);
    TrainingConfig training =
        new TrainingConfig(
            1,
            batch.size(),
            1,
            adam,
            new Schedule.Constant(0),
            Loss.BY_LABELS,
            0,
            0,
            0,
            AugmentationConfig.NONE);
    FlatUpdater updater = new FlatUpdater(training, network.layout(), 1);
    float[][] state = new float[adam.numStateVectors()][network.numParameters()];
    TrainStep trainStep = new TrainStep(network, updater, new Stopwatch(System::nanoTime));
    return new MeanfieldTraining(trainStep, batch, state);
  }

  public int numParameters() {
    return state[0].length;
  }

  @Override
  public double step() {
    numUpdates++;
    return trainStep.run(batch, state, new At(numUpdates - 1, numUpdates, numUpdates));
  }

  @Override
  public void close() {}
}
