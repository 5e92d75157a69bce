package io.meanfield.zoo.vision;

import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.OutputShape;
import io.meanfield.zoo.StockLayers;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;

/** A graph that grows by one residual block on top of the others. Used by one thread. */
final class ResidualStack {
  private final GraphBuilder graph;
  private String top = "images";

  ResidualStack(GraphBuilder graph, InputShape.Image image) {
    this.graph = graph.addInputs(top).setInputTypes(StockLayers.images(image));
  }

  /** What comes before the blocks. */
  void stem(int filters) {
    normed("stem", filters, 3, 1);
    add("stem-relu", StockLayers.relu());
  }

  /** max(0, x + F(x)), He et al. 2015, figure 2. */
  void block(String name, int filters) {
    String input = top;
    residual(name, filters, 1);
    sum(name, input);
  }

  /** A block that halves height and width. */
  void halvingBlock(String name, int filters) {
    String input = top;
    String body = residual(name, filters, 2);
    top = input;
    String shortcut = normed(name + "-shortcut", filters, 1, 2);
    top = body;
    sum(name, shortcut);
  }

  /** The mean over height and width, and the answer. */
  ComputationGraphConfiguration end(OutputShape output) {
    add("pooling", StockLayers.pooling(PoolingType.AVG));
    add("output", StockLayers.output(output, 0));
    return graph.setOutputs(top).build();
  }

  private String residual(String name, int filters, int stride) {
    normed(name + "-a", filters, 3, stride);
    add(name + "-a-relu", StockLayers.relu());
    return normed(name + "-b", filters, 3, 1);
  }

  private void sum(String name, String shortcut) {
    graph.addVertex(name + "-sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), top, shortcut);
    top = name + "-sum";
    add(name + "-relu", StockLayers.relu());
  }

  private String normed(String name, int filters, int kernel, int stride) {
    add(name, StockLayers.convolutionForNorm(filters, kernel, stride));
    return add(name + "-norm", StockLayers.batchNorm());
  }

  private String add(String name, Layer layer) {
    graph.addLayer(name, layer, top);
    top = name;
    return name;
  }
}
