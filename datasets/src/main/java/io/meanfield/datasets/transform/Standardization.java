package io.meanfield.datasets.transform;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Numbers scaled by their column.
 *
 * @param names [columns]
 * @param scales [columns]
 */
public record Standardization(List<String> names, List<Scale> scales) implements Transform {

  public Standardization {
    names = List.copyOf(names);
    scales = Scale.require(names.size(), scales);
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
      features.put(scales.get(column).apply(value));
    }
  }
}
