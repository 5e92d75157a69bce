package io.meanfield.zoo.layer;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link TransformerBlock} with a memory in a graph: its second input is the memory. */
final class MemoryVertex extends LayerVertex {
  private static final long serialVersionUID = 1;

  /** For JSON. */
  MemoryVertex() {}

  MemoryVertex(NeuralNetConfiguration block) {
    super(block, null);
  }

  @Override
  public GraphVertex clone() {
    return new MemoryVertex(getLayerConf().clone());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MemoryVertex && super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  @Override
  public int minVertexInputs() {
    return 2;
  }

  @Override
  public int maxVertexInputs() {
    return 2;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    var layer =
        getLayerConf()
            .getLayer()
            .instantiate(getLayerConf(), null, index, parameters, initialize, type);
    return new Computed(graph, name, index, (TransformerLayer) layer, type);
  }

  private static final class Computed extends org.deeplearning4j.nn.graph.vertex.impl.LayerVertex {
    private static final long serialVersionUID = 1;

    Computed(
        ComputationGraph graph, String name, int index, TransformerLayer layer, DataType type) {
      super(graph, name, index, layer, null, false, type);
    }

    private CrossAttention cross() {
      Layer layer = getLayer();
      Layer block = layer instanceof Announcing watched ? watched.getUnderlying() : layer;
      return ((TransformerLayer) block).cross();
    }

    @Override
    public void setInput(int number, INDArray input, LayerWorkspaceMgr mgr) {
      if (number == 0) {
        super.setInput(number, input, mgr);
      } else {
        inputs[number] = input;
        cross().read(input);
      }
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr mgr) {
      Pair<Gradient, INDArray[]> pair = super.doBackward(truncated, mgr);
      INDArray[] below = {pair.getSecond()[0], cross().memoryGradient()};
      return new Pair<>(pair.getFirst(), below);
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArrays(
        INDArray[] masks, MaskState state, int batchSize) {
      cross().mask(masks == null ? null : masks[1]);
      return super.feedForwardMaskArrays(masks, state, batchSize);
    }
  }
}
