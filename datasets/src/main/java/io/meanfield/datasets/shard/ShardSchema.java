package io.meanfield.datasets.shard;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.Json;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The columns of a shard: {@code features} and, if there are labels, {@code label}, neither with
 * nulls.
 *
 * <ul>
 *   <li>features: FixedSizeBinary (unsigned bytes, row-major [height, width, channels]) for images,
 *       List of Int32 for tokens, FixedSizeList of Float32 for numbers and for spectrograms
 *       (row-major [frames, bands])
 *   <li>label: Int32 (number of the class) or FixedSizeList of Float32 (targets)
 * </ul>
 */
final class ShardSchema {
  private static final Field INT32 = field("item", new ArrowType.Int(32, true), List.of());
  private static final Field FLOAT32 =
      field("item", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE), List.of());

  private ShardSchema() {}

  static Schema of(Features features, Labels labels) {
    Map<String, String> metadata =
        new TreeMap<>(
            Map.of(
                "meanfield.format-version", String.valueOf(Manifest.FORMAT_VERSION),
                "meanfield.features", Json.write(features)));
    List<Field> fields =
        labels instanceof Labels.None
            ? List.of(featuresField(features))
            : List.of(featuresField(features), labelField(labels));
    return new Schema(fields, metadata);
  }

  /** Bytes of one example's features; -1 for tokens, which vary. */
  static int featuresBytes(Features features) {
    if (features instanceof Features.Image image) {
      return Math.multiplyExact(
          Math.multiplyExact(image.height(), image.width()), image.channels());
    }
    if (features instanceof Features.Spectrogram spectrogram) {
      return Float.BYTES * Math.multiplyExact(spectrogram.numFrames(), spectrogram.numBands());
    }
    return features instanceof Features.Numbers numbers ? Float.BYTES * numbers.names().size() : -1;
  }

  private static Field featuresField(Features features) {
    if (features instanceof Features.Image) {
      return field("features", new ArrowType.FixedSizeBinary(featuresBytes(features)), List.of());
    }
    if (features instanceof Features.Sequence) {
      return field("features", ArrowType.List.INSTANCE, List.of(INT32));
    }
    int numFeatures = featuresBytes(features) / Float.BYTES;
    return field("features", new ArrowType.FixedSizeList(numFeatures), List.of(FLOAT32));
  }

  private static Field labelField(Labels labels) {
    return labels instanceof Labels.Classes
        ? field("label", new ArrowType.Int(32, true), List.of())
        : field("label", new ArrowType.FixedSizeList(labels.names().size()), List.of(FLOAT32));
  }

  private static Field field(String name, ArrowType type, List<Field> children) {
    return new Field(name, FieldType.notNullable(type), children);
  }
}
