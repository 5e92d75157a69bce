package io.meanfield.zoo;

import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.misc.DummyConfig;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;

/** Reads the layout of a network's flat vector. */
final class LayoutReader {
  private LayoutReader() {}

  static ParameterLayout layout(StockNetwork network) {
    List<Segment> segments = new ArrayList<>();
    int offset = 0;
    for (StockNetwork.Holder holder : network.holders()) {
      for (var entry : holder.trainable().paramTable(false).entrySet()) {
        int length = Math.toIntExact(entry.getValue().length());
        Role role = role(holder.trainable(), entry.getKey());
        segments.add(new Segment(holder.name(), entry.getKey(), offset, length, role));
        offset = Math.addExact(offset, length);
      }
    }
    return new ParameterLayout(segments);
  }

  private static Role role(Trainable trainable, String name) {
    if (isFrozen(trainable)) {
      return Role.FROZEN;
    }
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
}
