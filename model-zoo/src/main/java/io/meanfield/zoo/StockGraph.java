package io.meanfield.zoo;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.layer.Acceleration;
import io.meanfield.zoo.layer.Announcing;
import io.meanfield.zoo.layer.Remembering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A ComputationGraph. */
record StockGraph(ComputationGraph network) implements StockNetwork {

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
    return NetworkDefinition.Kind.GRAPH;
  }

  @Override
  public Model model() {
    return network;
  }

  @Override
  public String json() {
    return network.getConfiguration().toJson();
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
    return inOrder().stream()
        .filter(vertex -> vertex.numParams() > 0)
        .map(vertex -> new Holder(vertex.getVertexName(), vertex))
        .toList();
  }

  @Override
  public List<Layer> layers() {
    return layerVertices().stream().map(vertex -> vertex.getLayerConf().getLayer()).toList();
  }

  @Override
  public Optional<InputPreProcessor> firstPreProcessor() {
    return layerVertices().stream()
        .findFirst()
        .flatMap(vertex -> Optional.ofNullable(vertex.getPreProcessor()));
  }

  @Override
  public Layer outputLayer() {
    return network.getOutputLayer(0).conf().getLayer();
  }

  @Override
  public int numInputs() {
    return network.getNumInputArrays();
  }

  @Override
  public int numOutputs() {
    return network.getNumOutputArrays();
  }

  @Override
  public BackpropType backpropType() {
    return network.getConfiguration().getBackpropType();
  }

  @Override
  public DataType dataType() {
    return network.getConfiguration().getDataType();
  }

  @Override
  public double gradient(Inputs inputs, INDArray labels) {
    network.setInputs(inputs.arrays());
    network.setLabels(labels);
    boolean hasMaskOfLabels = inputs.masks() != null && labels.rank() == 3;
    network.setLayerMaskArrays(
        inputs.masks(), hasMaskOfLabels ? new INDArray[] {inputs.lastMask()} : null);
    try {
      network.computeGradientAndScore();
      double loss = network.score() - network.calcRegularizationScore(true);
      boolean isMean = network.getOutputLayer(0).conf().isMiniBatch();
      return isMean ? loss : loss / labels.size(0);
    } finally {
      forget();
    }
  }

  @Override
  public INDArray output(Inputs inputs) {
    try {
      return network.output(false, inputs.arrays(), inputs.masks(), null)[0];
    } finally {
      forget();
    }
  }

  @Override
  public INDArray step(INDArray words) {
    return network.rnnTimeStep(words)[0];
  }

  @Override
  public void restart() {
    Remembering.forget(network);
  }

  private void forget() {
    network.clearLayerMaskArrays();
    network.rnnClearPreviousState();
    network.clearLayersStates();
    network.clear();
  }

  private List<GraphVertex> inOrder() {
    List<GraphVertex> vertices = new ArrayList<>();
    for (int number : network.topologicalSortOrder()) {
      vertices.add(network.getVertices()[number]);
    }
    return vertices;
  }

  private List<LayerVertex> layerVertices() {
    var configurations = network.getConfiguration().getVertices();
    return inOrder().stream()
        .map(vertex -> configurations.get(vertex.getVertexName()))
        .filter(LayerVertex.class::isInstance)
        .map(LayerVertex.class::cast)
        .toList();
  }
}
