package io.meanfield.benchmarks.dl4j;

import io.meanfield.benchmarks.Workload;
import io.meanfield.benchmarks.model.ComputeModel;
import io.meanfield.benchmarks.model.Sizes;
import io.meanfield.zoo.Head;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.OutputShape;
import io.meanfield.zoo.vision.ResNet;
import java.util.function.DoubleSupplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Stock Deeplearning4j as it comes: {@code fit} with its own Adam. */
public final class Dl4jTraining implements Workload {
  private final DoubleSupplier step;

  private Dl4jTraining(DoubleSupplier step) {
    this.step = step;
  }

  public static Dl4jTraining of(ComputeModel model) {
    Nd4j.getRandom().setSeed(1);
    var settings = new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(1e-3));
    if (model == ComputeModel.RESNET18) {
      var network = new ComputationGraph(resNet(settings));
      network.init();
      DataSet batch = batch(model);
      return new Dl4jTraining(
          () -> {
            network.fit(batch);
            return network.score();
          });
    }
    var network = new MultiLayerNetwork(StockModels.sequence(model, settings));
    network.init();
    DataSet batch = batch(model);
    return new Dl4jTraining(
        () -> {
          network.fit(batch);
          return network.score();
        });
  }

  private static ComputationGraphConfiguration resNet(NeuralNetConfiguration.Builder settings) {
    int side = Sizes.ResNet.SIDE;
    return new ResNet(Sizes.ResNet.DEPTH)
        .configuration(
            settings,
            new InputShape.Image(side, side, Sizes.ResNet.CHANNELS),
            new OutputShape(Sizes.CLASSES, Head.SOFTMAX));
  }

  private static DataSet batch(ComputeModel model) {
    int size = model.batchSize();
    return switch (model) {
      case MLP -> new DataSet(Nd4j.rand(size, Sizes.Mlp.INPUTS), oneHot(size));
      case LENET ->
          new DataSet(Nd4j.rand(size, 1, Sizes.LeNet.SIDE, Sizes.LeNet.SIDE), oneHot(size));
      case VGG ->
          new DataSet(
              Nd4j.rand(size, Sizes.Vgg.CHANNELS, Sizes.Vgg.SIDE, Sizes.Vgg.SIDE), oneHot(size));
      case RESNET18 ->
          new DataSet(
              Nd4j.rand(size, Sizes.ResNet.CHANNELS, Sizes.ResNet.SIDE, Sizes.ResNet.SIDE),
              oneHot(size));
      case LSTM ->
          new DataSet(
              words(size, 1, Sizes.Lstm.TIME), words(size, 1, Sizes.Lstm.TIME)); // labels: sparse
      case GRU, GPT -> throw new IllegalArgumentException("no stock network for " + model);
    };
  }

  private static INDArray oneHot(int size) {
    INDArray labels = Nd4j.zeros(DataType.FLOAT, size, Sizes.CLASSES);
    for (int i = 0; i < size; i++) {
      labels.putScalar(i, i % Sizes.CLASSES, 1);
    }
    return labels;
  }

  private static INDArray words(long... shape) {
    return Nd4j.math().floor(Nd4j.rand(shape).mul(Sizes.Lstm.VOCABULARY));
  }

  @Override
  public double step() {
    return step.getAsDouble();
  }

  @Override
  public void close() {}
}
