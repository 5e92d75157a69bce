package io.meanfield.zoo.layer;

import java.util.function.IntConsumer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer as it is, which says when its part of the backward pass is done. The backward pass goes
 * through the flat vector of parameters from its end to its beginning.
 */
public final class Announcing extends BaseWrapperLayer {
  private static final long serialVersionUID = 1;

  private final transient Runnable done;

  private Announcing(Layer underlying, Runnable done) {
    super(underlying);
    this.done = done;
  }

  /**
   * Has all layers of a network announce, but those whose kind the network looks at.
   *
   * @param finishedFrom takes the offset in the flat vector of a layer whose gradients, and those
   *     of everything behind it, are final
   */
  public static void in(MultiLayerNetwork network, IntConsumer finishedFrom) {
    Layer[] layers = network.getLayers();
    int offset = 0;
    for (int i = 0; i < layers.length; i++) {
      int begin = offset;
      offset += Math.toIntExact(layers[i].numParams());
      if (offset > begin && mayBeWrapped(layers[i])) {
        layers[i] = new Announcing(layers[i], () -> finishedFrom.accept(begin));
      }
    }
    network.setLayers(layers);
  }

  /** The same for a graph. */
  public static void in(ComputationGraph network, IntConsumer finishedFrom) {
    int offset = 0;
    for (int number : network.topologicalSortOrder()) {
      GraphVertex vertex = network.getVertices()[number];
      int begin = offset;
      offset += Math.toIntExact(vertex.numParams());
      if (offset > begin && vertex instanceof LayerVertex here && mayBeWrapped(here.getLayer())) {
        here.setLayer(new Announcing(here.getLayer(), () -> finishedFrom.accept(begin)));
      }
    }
  }

  private static boolean mayBeWrapped(Layer layer) {
    return !(layer instanceof IOutputLayer) && !(layer instanceof BaseWrapperLayer);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    Pair<Gradient, INDArray> result = underlying.backpropGradient(epsilon, workspaces);
    done.run();
    return result;
  }
}
