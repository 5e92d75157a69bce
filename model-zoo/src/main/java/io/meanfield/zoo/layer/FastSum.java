package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import java.util.Arrays;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The sum of a graph's branches, lying in memory as the first of them does. */
final class FastSum extends ElementWiseVertex {
  private final transient Kernels kernels;

  private FastSum(ComputationGraph graph, GraphVertex stock, DataType type, Kernels kernels) {
    super(
        graph,
        stock.getVertexName(),
        stock.getVertexIndex(),
        stock.getInputVertices(),
        stock.getOutputVertices(),
        ElementWiseVertex.Op.Add,
        type);
    this.kernels = kernels;
  }

  /** Takes the places of all stock sums of a graph. */
  static void exchange(ComputationGraph graph, Kernels kernels) {
    GraphVertex[] vertices = graph.getVertices();
    for (int i = 0; i < vertices.length; i++) {
      var conf = graph.getConfiguration().getVertices().get(vertices[i].getVertexName());
      if (conf instanceof org.deeplearning4j.nn.conf.graph.ElementWiseVertex elementWise
          && elementWise.getOp() == org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op.Add
          && vertices[i].getClass() == ElementWiseVertex.class) {
        DataType type = graph.getConfiguration().getDataType();
        FastSum fast = new FastSum(graph, vertices[i], type, kernels);
        fast.setOutputVertex(vertices[i].isOutputVertex());
        vertices[i] = fast;
      }
    }
  }

  private boolean isUsual() {
    return inputs.length > 1
        && Arrays.stream(inputs).allMatch(input -> input.equalShapes(inputs[0]));
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    if (!canDoForward() || !isUsual()) {
      return super.doForward(training, workspaces);
    }
    INDArray sum = Lying.like(inputs[0], ArrayType.ACTIVATIONS, workspaces);
    kernels.elementwise().add(inputs[0], inputs[1], sum);
    for (int i = 2; i < inputs.length; i++) {
      kernels.elementwise().add(sum, inputs[i], sum);
    }
    return sum;
  }

  /** One array a branch, because what is added to one must not be added to the others. */
  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    if (!canDoBackward() || !isUsual()) {
      return super.doBackward(tbptt, workspaces);
    }
    INDArray[] gradients = new INDArray[inputs.length];
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = Lying.like(inputs[i], ArrayType.ACTIVATION_GRAD, workspaces);
      kernels.elementwise().copy(epsilon, gradients[i]);
    }
    return new Pair<>(null, gradients);
  }
}
