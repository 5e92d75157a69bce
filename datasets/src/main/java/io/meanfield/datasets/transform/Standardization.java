package io.meanfield.datasets.transform;

import io.meanfield.datasets.Digits;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
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
  public NumbersEncoding encoding() {
    return new NumbersEncoding(names);
  }

  @Override
  public void decode(ByteBuffer encoded, FloatBuffer features, FloatBuffer mask) {
    int source = encoded.position();
    for (int column = 0; column < names.size(); column++) {
      float value = encoded.getFloat(source + column * Float.BYTES);
      features.put(scales.get(column).apply(value));
    }
  }

  /** The numbers as the source has them. */
  @Override
  public Explained.Row explain(ByteBuffer encoded) {
    List<String> values = new ArrayList<>();
    for (int column = 0; column < names.size(); column++) {
      values.add(Digits.of(encoded.getFloat(encoded.position() + column * Float.BYTES)));
    }
    return new Explained.Row(names, values);
  }

  @Override
  public List<String> inWords() {
    return List.of("the numbers of each column are scaled to mean 0 and deviation 1");
  }
}
