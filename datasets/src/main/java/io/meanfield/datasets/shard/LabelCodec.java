package io.meanfield.datasets.shard;

import io.meanfield.datasets.Labels;
import io.meanfield.datasets.TargetScale;
import io.meanfield.datasets.source.RawLabel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Labels as shards hold them, little-endian: the number of the class as int32, the targets as
 * float32, or nothing. Immutable.
 */
final class LabelCodec {
  private final Labels labels;
  private final Map<String, Integer> classNumbers = new HashMap<>();

  LabelCodec(Labels labels) {
    this.labels = labels;
    List<String> names = labels.names();
    for (int i = 0; i < names.size(); i++) {
      classNumbers.put(names.get(i), i);
    }
  }

  /** Bytes of one label in a shard. */
  int numBytes() {
    return labels instanceof Labels.Classes ? Integer.BYTES : Float.BYTES * labels.names().size();
  }

  /**
   * @throws IllegalArgumentException if the label does not go with the labels of the data set
   */
  byte[] encode(RawLabel raw) {
    ByteBuffer encoded = ByteBuffer.allocate(numBytes()).order(ByteOrder.LITTLE_ENDIAN);
    if (labels instanceof Labels.Classes && raw instanceof RawLabel.ClassName name) {
      Integer number = classNumbers.get(name.name());
      if (number == null) {
        throw new IllegalArgumentException(
            "expected one of the %d classes, found '%s'"
                .formatted(classNumbers.size(), name.name()));
      }
      return encoded.putInt(number).array();
    }
    if (labels instanceof Labels.Targets
        && raw instanceof RawLabel.Targets targets
        && targets.values().length == labels.names().size()) {
      encoded.asFloatBuffer().put(targets.values());
      return encoded.array();
    }
    if (labels instanceof Labels.None && raw instanceof RawLabel.None) {
      return encoded.array();
    }
    throw new IllegalArgumentException(
        "expected %s, found %s".formatted(inWords(labels), inWords(raw)));
  }

  private static String inWords(Labels labels) {
    if (labels instanceof Labels.None) {
      return "no label";
    }
    return labels instanceof Labels.Classes
        ? "the name of a class"
        : labels.names().size() + " targets";
  }

  private static String inWords(RawLabel raw) {
    if (raw instanceof RawLabel.None) {
      return "no label";
    }
    return raw instanceof RawLabel.Targets targets
        ? targets.values().length + " targets"
        : "the name of a class";
  }

  /**
   * Writes one row of labels.names().size() numbers at the position: one-hot, or the scaled
   * targets.
   */
  void decode(ByteBuffer encoded, FloatBuffer out) {
    int numLabels = labels.names().size();
    if (labels instanceof Labels.Classes) {
      int hot = encoded.getInt();
      for (int i = 0; i < numLabels; i++) {
        out.put(i == hot ? 1f : 0f);
      }
    } else if (labels instanceof Labels.Targets targets) {
      for (TargetScale scale : targets.scales()) {
        out.put(scale.toModel(encoded.getFloat()));
      }
    }
  }
}
