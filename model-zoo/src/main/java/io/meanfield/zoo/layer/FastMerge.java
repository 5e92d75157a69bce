package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import java.util.Arrays;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.MergeVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A graph's branches behind each other, lying in memory as the first of them does. */
final class FastMerge extends MergeVertex {
  private final transient Kernels kernels;
  private final int axis;

  private FastMerge(
      ComputationGraph graph, GraphVertex stock, DataType type, int axis, Kernels kernels) {
    super(
        graph,
        stock.getVertexName(),
        stock.getVertexIndex(),
        stock.getInputVertices(),
        stock.getOutputVertices(),
        type,
        axis);
    this.axis = axis;
    this.kernels = kernels;
  }

  /** Takes the places of all stock merges of a graph. */
  static void exchange(ComputationGraph graph, Kernels kernels) {
    GraphVertex[] vertices = graph.getVertices();
    for (int i = 0; i < vertices.length; i++) {
      var conf = graph.getConfiguration().getVertices().get(vertices[i].getVertexName());
      if (vertices[i].getClass() == MergeVertex.class
          && conf instanceof org.deeplearning4j.nn.conf.graph.MergeVertex merge) {
        DataType type = graph.getConfiguration().getDataType();
        FastMerge fast = new FastMerge(graph, vertices[i], type, merge.getMergeAxis(), kernels);
        fast.setOutputVertex(vertices[i].isOutputVertex());
        vertices[i] = fast;
      }
    }
  }

  /** What is wrong is left to the stock vertex, which says so. */
  private boolean isUsual() {
    return inputs.length > 1
        && inputs[0].rank() > axis
        && Arrays.stream(inputs)
            .allMatch(input -> Arrays.equals(withSize(input, 1), withSize(inputs[0], 1)));
  }

  private long[] withSize(INDArray array, long size) {
    long[] shape = array.shape().clone();
    shape[axis] = size;
    return shape;
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    if (!canDoForward() || !isUsual()) {
      return super.doForward(training, workspaces);
    }
    INDArray merged = Lying.like(inputs[0], shape(), ArrayType.ACTIVATIONS, workspaces);
    long start = 0;
    for (INDArray input : inputs) {
      kernels.elementwise().copy(input, part(merged, start, input.size(axis)));
      start += input.size(axis);
    }
    return merged;
  }

  private long[] shape() {
    return withSize(inputs[0], Arrays.stream(inputs).mapToLong(input -> input.size(axis)).sum());
  }

  private INDArray part(INDArray merged, long start, long size) {
    INDArrayIndex[] indices = new INDArrayIndex[merged.rank()];
    Arrays.fill(indices, NDArrayIndex.all());
    indices[axis] = NDArrayIndex.interval(start, start + size);
    return merged.get(indices);
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    if (!canDoBackward() || !isUsual()) {
      return super.doBackward(tbptt, workspaces);
    }
    boolean isAlike = epsilon.rank() == inputs[0].rank(); // else it has dimensions of size 1 too
    INDArray above = isAlike ? epsilon : epsilon.reshape(shape());
    INDArray[] gradients = new INDArray[inputs.length];
    long start = 0;
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = Lying.like(inputs[i], ArrayType.ACTIVATION_GRAD, workspaces);
      kernels.elementwise().copy(part(above, start, inputs[i].size(axis)), gradients[i]);
      start += inputs[i].size(axis);
    }
    return new Pair<>(null, gradients);
  }
}
