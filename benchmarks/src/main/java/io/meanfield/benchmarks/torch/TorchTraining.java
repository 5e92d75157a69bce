package io.meanfield.benchmarks.torch;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import io.meanfield.benchmarks.Workload;
import io.meanfield.benchmarks.model.ComputeModel;

/**
 * Training with libtorch through DJL: DJL's trainer and loss, and PyTorch's fused Adam in the place
 * of DJL's, which makes a dozen passes over every parameter. All arrays of a step belong to a
 * manager that ends with it.
 */
public final class TorchTraining implements Workload {
  private final Model model;
  private final Trainer trainer;
  private final NDManager batch;
  private final NDArray features;
  private final NDArray labels;
  private final Loss loss = new SoftmaxCrossEntropyLoss();
  private final FusedAdam adam;

  private TorchTraining(Model model, TorchModel architecture) {
    this.model = model;
    this.batch = model.getNDManager().newSubManager();
    this.features = architecture.features(batch);
    this.labels = architecture.labels(batch);
    model.setBlock(architecture.block());
    this.trainer = model.newTrainer(new DefaultTrainingConfig(loss));
    trainer.initialize(features.getShape());
    this.adam = new FusedAdam(model.getNDManager(), model.getBlock().getParameters());
  }

  public static TorchTraining of(ComputeModel model) {
    return new TorchTraining(Model.newInstance(model.word(), "PyTorch"), TorchModel.of(model));
  }

  @Override
  public double step() {
    try (NDManager step = batch.newSubManager();
        GradientCollector gradients = trainer.newGradientCollector()) {
      features.tempAttach(step); // the results of operations go where their operands are
      NDArray output = trainer.forward(new NDList(features)).singletonOrThrow();
      NDArray logits =
          output.reshape(new Shape(-1, output.getShape().get(output.getShape().dimension() - 1)));
      NDArray value = loss.evaluate(new NDList(labels), new NDList(logits));
      gradients.backward(value);
      adam.step();
      return value.getFloat();
    }
  }

  @Override
  public void close() {
    adam.close();
    trainer.close();
    model.close();
  }
}
