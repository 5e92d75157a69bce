package io.meanfield.zoo;

import io.meanfield.zoo.kernel.Kernels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Deeplearning4j's two kinds of network behind one face. Used by one thread at a time. */
sealed interface StockNetwork permits StockSequential, StockGraph {

  /** What holds a run of consecutive parameters. */
  record Holder(String name, Trainable trainable) {}

  /** A new network with the initial parameters of its configuration's seed. */
  static StockNetwork build(NetworkDefinition.Kind kind, String json) {
    return switch (kind) {
      case SEQUENTIAL -> {
        var network = new MultiLayerNetwork(MultiLayerConfiguration.fromJson(json));
        network.init();
        yield new StockSequential(network);
      }
      case GRAPH -> {
        var network = new ComputationGraph(ComputationGraphConfiguration.fromJson(json));
        network.init();
        yield new StockGraph(network);
      }
    };
  }

  /** The network that ModelSerializer wrote, with its parameters. */
  static StockNetwork restore(NetworkDefinition.Kind kind, byte[] zip) throws IOException {
    var in = new ByteArrayInputStream(zip);
    return switch (kind) {
      case SEQUENTIAL -> new StockSequential(ModelSerializer.restoreMultiLayerNetwork(in, false));
      case GRAPH -> new StockGraph(ModelSerializer.restoreComputationGraph(in, false));
    };
  }

  /**
   * Exchanges layers for faster ones with the same parameters.
   *
   * @return those that stay, as "name (kind)"
   */
  List<String> accelerate(Kernels kernels);

  /**
   * Has the backward pass say how far it is.
   *
   * @param finishedFrom as in {@link Network#watchGradients}
   */
  void watch(IntConsumer finishedFrom);

  NetworkDefinition.Kind kind();

  Model model();

  String json();

  /** The flat vector [parameters]; writing to it changes the network. */
  INDArray parameters();

  /** The flat vector [parameters] of the last gradient, summed over the examples. */
  INDArray gradients();

  /** In the order of the flat vector. */
  List<Holder> holders();

  /** Configurations in the order of the data's flow. */
  List<Layer> layers();

  /** What stands between the input and the first layer. */
  Optional<InputPreProcessor> firstPreProcessor();

  Layer outputLayer();

  int numInputs();

  int numOutputs();

  BackpropType backpropType();

  DataType dataType();

  /**
   * Forward and backward in training mode; leaves no trace but the gradients.
   *
   * @param inputs of which the last one's mask is also that of labels that have steps
   * @return the loss averaged over the examples, without regularisation
   */
  double gradient(Inputs inputs, INDArray labels);

  /** Forward in inference mode; leaves no trace. The result is in no workspace. */
  INDArray output(Inputs inputs);

  /**
   * Forward in inference mode, with what recurrent layers and transformers keep of earlier steps.
   *
   * @param words further steps of one sequence, [1, 1, time]
   * @return [1, outputs, time]
   */
  INDArray step(INDArray words);

  /** Forgets earlier steps. */
  void restart();
}
