package io.meanfield.zoo;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.layer.Acceleration;
import io.meanfield.zoo.layer.Announcing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A MultiLayerNetwork. */
record StockSequential(MultiLayerNetwork network) implements StockNetwork {

  @Override
  public List<String> accelerate(Kernels kernels) {
    return Acceleration.apply(network, kernels);
  }

  @Override
  public void watch(IntConsumer finishedFrom) {
    Announcing.in(network, finishedFrom);
  }

  @Override
  public NetworkDefinition.Kind kind() {
    return NetworkDefinition.Kind.SEQUENTIAL;
  }

  @Override
  public Model model() {
    return network;
  }

  @Override
  public String json() {
    return network.getLayerWiseConfigurations().toJson();
  }

  @Override
  public INDArray parameters() {
    return network.params();
  }

  @Override
  public INDArray gradients() {
    return network.getGradientsViewArray();
  }

  @Override
  public List<Holder> holders() {
    List<Holder> holders = new ArrayList<>();
    for (var layer : network.getLayers()) {
      String name = layer.conf().getLayer().getLayerName();
      holders.add(new Holder(name == null ? Integer.toString(layer.getIndex()) : name, layer));
    }
    return holders;
  }

  @Override
  public List<Layer> layers() {
    return network.getLayerWiseConfigurations().getConfs().stream()
        .map(NeuralNetConfiguration::getLayer)
        .toList();
  }

  @Override
  public Optional<InputPreProcessor> firstPreProcessor() {
    return Optional.ofNullable(network.getLayerWiseConfigurations().getInputPreProcess(0));
  }

  @Override
  public Layer outputLayer() {
    return network.getOutputLayer().conf().getLayer();
  }

  @Override
  public int numInputs() {
    return 1;
  }

  @Override
  public int numOutputs() {
    return 1;
  }

  @Override
  public BackpropType backpropType() {
    return network.getLayerWiseConfigurations().getBackpropType();
  }

  @Override
  public DataType dataType() {
    return network.getLayerWiseConfigurations().getDataType();
  }

  @Override
  public double gradient(Inputs inputs, INDArray labels) {
    INDArray mask = inputs.lastMask();
    network.setInput(inputs.last());
    network.setLabels(labels);
    network.setLayerMaskArrays(mask, labels.rank() == 3 ? mask : null);
    try {
      network.computeGradientAndScore();
      double loss = network.score() - network.calcRegularizationScore(true);
      boolean isMean = network.getOutputLayer().conf().isMiniBatch();
      return isMean ? loss : loss / labels.size(0);
    } finally {
      forget();
    }
  }

  @Override
  public INDArray output(Inputs inputs) {
    try {
      return network.output(inputs.last(), false, inputs.lastMask(), null);
    } finally {
      forget();
    }
  }

  @Override
  public INDArray step(INDArray words) {
    return network.rnnTimeStep(words);
  }

  @Override
  public void restart() {
    network.rnnClearPreviousState();
  }

  private void forget() {
    network.clearLayerMaskArrays();
    network.rnnClearPreviousState();
    network.clear();
  }
}
