package io.meanfield.worker;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.plan.CounterHash;
import io.meanfield.datasets.plan.StepPlan;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.zoo.Tensors;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.L2Regularization;

/** Plain Deeplearning4j training by {@code fit}, on the batches of a run of one replica. */
final class StockTraining {
  private final RunSpec run;
  private final MultiLayerNetwork network;

  StockTraining(RunSpec run, IUpdater updater) {
    this.run = run;
    MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(run.network().json());
    configuration.getConfs().stream()
        .map(conf -> conf.getLayer())
        .filter(BaseLayer.class::isInstance)
        .forEach(layer -> configure((BaseLayer) layer, updater));
    network = new MultiLayerNetwork(configuration);
    network.init();
  }

  private void configure(BaseLayer layer, IUpdater updater) {
    layer.setIUpdater(updater);
    double l2 = run.training().l2();
    if (l2 > 0) {
      layer.setRegularization(List.of(new L2Regularization(l2)));
    }
  }

  /** Makes one step and returns its loss without regularisation. */
  double fit(BatchReader reader, long number) throws IOException {
    StepPlan plan = run.stepPlan();
    int epoch = (int) (number / plan.stepsPerEpoch());
    long step = number % plan.stepsPerEpoch();
    Tensors batch =
        BatchTensors.whole(
            reader.read(run.data().order(run.seed()).rows(epoch, plan.range(step, 0))));
    Nd4j.getRandom().setSeed(CounterHash.hash(run.seed(), epoch, step, 0));
    double regularization = network.calcRegularizationScore(true);
    network.fit(features(batch), batch.labels());
    return network.score() - regularization;
  }

  /** Pixels in the order in which the first layer reads them. */
  private INDArray features(Tensors batch) {
    int side = PatternImages.SIDE;
    boolean isConvolution = network.getLayer(0).conf().getLayer() instanceof ConvolutionLayer;
    return isConvolution
        ? batch.features().reshape('c', batch.size(), 1, side, side)
        : batch.features().reshape('c', batch.size(), side * side);
  }

  BatchReader reader() {
    return run.data().open(Part.TRAIN);
  }

  float[] parameters() {
    return network.params().toFloatVector();
  }
}
