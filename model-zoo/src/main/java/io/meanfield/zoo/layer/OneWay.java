package io.meanfield.zoo.layer;

import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A recurrent layer that walks over time in one direction. */
interface OneWay extends RecurrentLayer, ReadsWords {

  /**
   * {@link #activate} with a place for the output.
   *
   * @param output [batch, units, time]
   */
  void activateInto(INDArray output, boolean training, LayerWorkspaceMgr workspaces);

  /**
   * {@link #backpropGradient} with the input's gradient made where it is wanted; if the layer read
   * words, the gradient of their vectors.
   */
  Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, ArrayType place, LayerWorkspaceMgr workspaces);
}
