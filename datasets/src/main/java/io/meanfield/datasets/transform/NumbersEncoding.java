package io.meanfield.datasets.transform;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Rows of finite numbers, as they are.
 *
 * @param names [columns]
 */
record NumbersEncoding(List<String> names) implements Encoding {

  NumbersEncoding {
    names = List.copyOf(names);
  }

  @Override
  public Features.Numbers features() {
    return Features.Numbers.of(names);
  }

  @Override
  public List<String> columnNames() {
    return names;
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
  public Statistics newStatistics() {
    return new NumbersStatistics(this);
  }
}
