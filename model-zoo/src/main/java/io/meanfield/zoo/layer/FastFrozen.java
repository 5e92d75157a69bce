package io.meanfield.zoo.layer;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer that does not learn and hands gradients on. Stock asks what is inside for an answer as in
 * inference and for a gradient then, for which fast layers have kept nothing. So only layers are in
 * here that answer in training as they do in inference.
 */
final class FastFrozen extends FrozenLayerWithBackprop {
  private static final long serialVersionUID = 1;

  FastFrozen(Layer inside) {
    super(inside);
  }

  /** Whether a layer may be in here. */
  static boolean fits(Layer inside) {
    return !(inside instanceof IOutputLayer)
        && inside.conf().getLayer() instanceof BaseLayer conf
        && !(conf instanceof BatchNormalization)
        && !(conf instanceof OwnLayer own && own.dropsInside())
        && conf.getIDropout() == null
        && conf.getWeightNoise() == null;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return underlying.activate(training, workspaces);
  }

  @Override
  public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    return underlying.activate(input, training, workspaces);
  }
}
