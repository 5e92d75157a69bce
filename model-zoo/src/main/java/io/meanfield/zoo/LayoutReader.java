package io.meanfield.zoo;

import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.misc.DummyConfig;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;

/**
 * Reads the layout of a network's flat vector, and what its gradient vector means.
 *
 * @param frozen segments that must not change at all
 */
record LayoutReader(ParameterLayout layout, Set<Segment> frozen) {

  static LayoutReader of(StockNetwork network) {
    List<Segment> segments = new ArrayList<>();
    Set<Segment> frozen = new HashSet<>();
    int offset = 0;
    for (StockNetwork.Holder holder : network.holders()) {
      boolean isFrozen = isFrozen(holder.trainable());
      for (var entry : holder.trainable().paramTable(false).entrySet()) {
        int length = Math.toIntExact(entry.getValue().length());
        Role role = isFrozen ? Role.STATISTIC : role(holder.trainable(), entry.getKey());
        Segment segment = new Segment(holder.name(), entry.getKey(), offset, length, role);
        segments.add(segment);
        if (isFrozen) {
          frozen.add(segment);
        }
        offset = Math.addExact(offset, length);
      }
    }
    return new LayoutReader(new ParameterLayout(segments), frozen);
  }

  private static Role role(Trainable trainable, String name) {
    if (!trainable.updaterDivideByMinibatch(name)) {
      return Role.STATISTIC;
    }
    if (trainable.getConfig() instanceof Layer layer) {
      return layer.initializer().isWeightParam(layer, name) ? Role.WEIGHT : Role.BIAS;
    }
    return Role.WEIGHT;
  }

  private static boolean isFrozen(Trainable trainable) {
    var layer = trainable instanceof GraphVertex vertex ? vertex.getLayer() : trainable;
    return trainable.getConfig() instanceof DummyConfig || layer instanceof FrozenLayerWithBackprop;
  }

  /**
   * Deeplearning4j's backward pass gives sums over the examples, except for statistics, where it
   * gives the update itself, and for frozen parameters, where what it gives is not meant.
   */
  void sumsToUpdates(float[] gradients, int numExamples) {
    for (Segment segment : layout.segments()) {
      if (frozen.contains(segment)) {
        Arrays.fill(gradients, segment.offset(), segment.end(), 0);
      } else if (segment.role() != Role.STATISTIC) {
        for (int i = segment.offset(); i < segment.end(); i++) {
          gradients[i] /= numExamples;
        }
      }
    }
  }
}
