package io.meanfield.zoo.layer;

import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;

/** Layers that keep what they know of earlier steps. */
public final class Remembering {
  private Remembering() {}

  /**
   * What of a layer keeps earlier steps, itself or what is frozen in it; none if nothing does.
   *
   * @throws IllegalArgumentException if it is in another wrapper, which does more than hand on what
   *     is inside says
   */
  static Optional<RecurrentLayer> in(Layer layer) {
    if (layer instanceof RecurrentLayer recurrent) {
      return Optional.of(recurrent);
    }
    if (!(layer instanceof BaseWrapperLayer wrapper)) {
      return Optional.empty();
    }
    Optional<RecurrentLayer> inside = in(wrapper.getUnderlying());
    if (inside.isPresent() && !isFrozen(wrapper)) {
      throw new IllegalArgumentException(
          "expected recurrent layers to go on step by step with that are bare or frozen, found one in a %s: take it out"
              .formatted(wrapper.getClass().getSimpleName()));
    }
    return inside;
  }

  private static boolean isFrozen(Layer wrapper) {
    return wrapper instanceof FrozenLayer || wrapper instanceof FrozenLayerWithBackprop;
  }

  /**
   * Has all layers forget earlier steps. Deeplearning4j's own {@code rnnClearPreviousState} leaves
   * out those of a graph that are in a wrapper (1.0.0-M2.1).
   */
  public static void forget(ComputationGraph graph) {
    for (Layer layer : graph.getLayers()) {
      Layer inside = layer;
      while (inside instanceof BaseWrapperLayer wrapper) {
        inside = wrapper.getUnderlying();
      }
      if (inside instanceof RecurrentLayer recurrent) {
        recurrent.rnnClearPreviousState();
      }
    }
  }
}
