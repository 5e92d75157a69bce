package io.meanfield.zoo.layer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Goes through a graph of an encoder and a decoder step by step. Deeplearning4j's own {@code
 * rnnTimeStep} takes each call for the next step of all inputs; here one input grows, the target,
 * and what does not hang on it, the encoder, is computed once.
 *
 * <p>Used by one thread, as the graph is. What its layers keep of earlier steps is theirs: a graph
 * has one decoding at a time.
 */
public final class Decoding {
  private final ComputationGraph graph;
  private final String target;
  private final List<GraphVertex> once = new ArrayList<>();
  private final List<GraphVertex> everyStep = new ArrayList<>();
  private INDArray[] masks;

  /**
   * @param graph with one output
   * @param target the input that grows
   * @throws IllegalArgumentException if there is no such input or more than one output, or a layer
   *     after the target cannot go on step by step
   */
  public Decoding(ComputationGraph graph, String target) {
    if (!graph.getConfiguration().getNetworkInputs().contains(target)
        || graph.getNumOutputArrays() != 1) {
      throw new IllegalArgumentException(
          "expected a graph with an input %s and one output, found inputs %s and outputs %s"
              .formatted(
                  target,
                  graph.getConfiguration().getNetworkInputs(),
                  graph.getConfiguration().getNetworkOutputs()));
    }
    this.graph = graph;
    this.target = target;
    Set<Integer> growing = new HashSet<>();
    for (int index : graph.topologicalSortOrder()) {
      GraphVertex vertex = graph.getVertices()[index];
      if (grows(vertex, growing)) {
        Remembering.in(vertex.getLayer()); // refuses
        growing.add(index);
        everyStep.add(vertex);
      } else {
        once.add(vertex);
      }
    }
  }

  private boolean grows(GraphVertex vertex, Set<Integer> growing) {
    if (vertex.isInputVertex()) {
      return vertex.getVertexName().equals(target);
    }
    for (VertexIndices from : vertex.getInputVertices()) {
      if (growing.contains(from.getVertexIndex())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Computes what does not hang on the target and forgets all earlier steps.
   *
   * @param inputs of the graph, in its order; that of the target is not read
   * @param newMasks of the inputs, or null
   */
  public void begin(INDArray[] inputs, INDArray[] newMasks) {
    masks = newMasks == null ? null : newMasks.clone();
    if (masks != null) {
      masks[graph.getConfiguration().getNetworkInputs().indexOf(target)] = null;
    }
    Remembering.forget(graph);
    graph.setLayerMaskArrays(masks, null);
    LayerWorkspaceMgr mgr = LayerWorkspaceMgr.noWorkspaces();
    for (GraphVertex vertex : once) {
      INDArray output =
          vertex.isInputVertex() ? inputs[vertex.getVertexIndex()] : vertex.doForward(false, mgr);
      handOver(vertex, output, mgr);
    }
    once.forEach(GraphVertex::clear);
    graph.clearLayerMaskArrays();
  }

  /**
   * The graph's output for further steps of the target.
   *
   * @param steps shaped as the input is, of one step or more
   */
  public INDArray next(INDArray steps) {
    graph.setLayerMaskArrays(masks, null);
    LayerWorkspaceMgr mgr = LayerWorkspaceMgr.noWorkspaces();
    INDArray answer = null;
    for (GraphVertex vertex : everyStep) {
      INDArray output = output(vertex, steps, mgr);
      handOver(vertex, output, mgr);
      answer = vertex.isOutputVertex() ? output : answer;
    }
    graph.clearLayerMaskArrays();
    return answer;
  }

  private static INDArray output(GraphVertex vertex, INDArray steps, LayerWorkspaceMgr mgr) {
    if (vertex.isInputVertex()) {
      return steps;
    }
    return Remembering.in(vertex.getLayer())
        .map(layer -> layer.rnnTimeStep(vertex.getInputs()[0], mgr))
        .orElseGet(() -> vertex.doForward(false, mgr));
  }

  private void handOver(GraphVertex vertex, INDArray output, LayerWorkspaceMgr mgr) {
    VertexIndices[] readers = vertex.getOutputVertices();
    if (readers != null) {
      for (VertexIndices to : readers) {
        GraphVertex reader = graph.getVertices()[to.getVertexIndex()];
        reader.setInput(to.getVertexEdgeNumber(), output, mgr);
      }
    }
  }
}
