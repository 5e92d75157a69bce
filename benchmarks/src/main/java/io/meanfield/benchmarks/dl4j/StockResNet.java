package io.meanfield.benchmarks.dl4j;

import io.meanfield.benchmarks.model.Sizes;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;

/** ResNet-18 for small images in stock Deeplearning4j layers. Used by one thread. */
public final class StockResNet {
  private final GraphBuilder graph;
  private String top;

  private StockResNet(GraphBuilder graph) {
    this.graph = graph;
  }

  /**
   * @param settings seed and updater of the network
   */
  public static ComputationGraphConfiguration graph(NeuralNetConfiguration.Builder settings) {
    return new StockResNet(settings.graphBuilder()).build();
  }

  private ComputationGraphConfiguration build() {
    int side = Sizes.ResNet.SIDE;
    graph
        .addInputs("images")
        .setInputTypes(InputType.convolutional(side, side, Sizes.ResNet.CHANNELS));
    top = "images";
    add("stem", StockModels.convolution(Sizes.ResNet.STEM, 3, 1));
    add("stem-norm", StockModels.normalization());
    add("stem-relu", StockModels.relu());
    int channels = Sizes.ResNet.STEM;
    for (int filters : Sizes.ResNet.STAGES) {
      for (int i = 0; i < Sizes.ResNet.BLOCKS_PER_STAGE; i++) {
        residual("block-%d-%d".formatted(filters, i), filters, filters != channels ? 2 : 1);
        channels = filters;
      }
    }
    add("pooling", new GlobalPoolingLayer.Builder(PoolingType.AVG).build());
    add("classes", StockModels.classes());
    return graph.setOutputs(top).build();
  }

  private void residual(String name, int filters, int stride) {
    String input = top;
    add(name + "-a", StockModels.convolution(filters, 3, stride));
    add(name + "-a-norm", StockModels.normalization());
    add(name + "-a-relu", StockModels.relu());
    add(name + "-b", StockModels.convolution(filters, 3, 1));
    String body = add(name + "-b-norm", StockModels.normalization());
    String shortcut = input;
    if (stride > 1) {
      top = input;
      add(name + "-shortcut", StockModels.convolution(filters, 1, stride));
      shortcut = add(name + "-shortcut-norm", StockModels.normalization());
    }
    graph.addVertex(name + "-sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), body, shortcut);
    top = name + "-sum";
    add(name + "-relu", StockModels.relu());
  }

  private String add(String name, Layer layer) {
    graph.addLayer(name, layer, top);
    top = name;
    return name;
  }
}
