package io.meanfield.datasets.transform;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Numbers scaled to (v - mean) / standardDeviation of their column.
 *
 * @param names [columns]
 * @param mean [columns]
 * @param standardDeviation [columns], 1 for a column that is constant
 */
public record Standardization(List<String> names, List<Double> mean, List<Double> standardDeviation)
    implements Transform {

  public Standardization {
    names = List.copyOf(names);
    mean = List.copyOf(mean);
    standardDeviation = List.copyOf(standardDeviation);
    Scales.require(names.size(), mean, standardDeviation);
  }

  @Override
  public Features.Numbers features() {
    return new Features.Numbers(names);
  }

  @Override
  public byte[] encode(RawFeatures raw) {
    float[] values = Kinds.numbers(raw).values();
    Rows.require(names.size(), values);
    ByteBuffer encoded =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    encoded.asFloatBuffer().put(values);
    return encoded.array();
  }

  @Override
  public void decode(ByteBuffer encoded, FloatBuffer features, FloatBuffer mask) {
    int source = encoded.position();
    for (int column = 0; column < names.size(); column++) {
      float value = encoded.getFloat(source + column * Float.BYTES);
      features.put((float) ((value - mean.get(column)) / standardDeviation.get(column)));
    }
  }
}
