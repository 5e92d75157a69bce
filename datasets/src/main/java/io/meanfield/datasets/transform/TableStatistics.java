package io.meanfield.datasets.transform;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Mean, deviation, smallest and largest number of each column. Used by one thread. */
final class TableStatistics implements Statistics {
  private static final long serialVersionUID = 1;

  private final TableEncoding encoding;
  private final NumbersStatistics moments;
  private final float[] min; // [numbers]
  private final float[] max; // [numbers]

  TableStatistics(TableEncoding encoding) {
    this.encoding = encoding;
    List<String> names = encoding.features().names();
    this.moments = new NumbersStatistics(new NumbersEncoding(names));
    this.min = new float[names.size()];
    this.max = new float[names.size()];
    Arrays.fill(min, Float.POSITIVE_INFINITY);
    Arrays.fill(max, Float.NEGATIVE_INFINITY);
  }

  @Override
  public void add(byte[] encoded) {
    moments.add(encoded);
    FloatBuffer values = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    for (int i = 0; i < min.length; i++) {
      min[i] = Math.min(min[i], values.get(i));
      max[i] = Math.max(max[i], values.get(i));
    }
  }

  @Override
  public void merge(Statistics later) {
    TableStatistics next = (TableStatistics) later;
    moments.merge(next.moments);
    for (int i = 0; i < min.length; i++) {
      min[i] = Math.min(min[i], next.min[i]);
      max[i] = Math.max(max[i], next.max[i]);
    }
  }

  @Override
  public Table finish() {
    List<Scale> standard = moments.finish().scales();
    List<Scaling> scalings = encoding.scalings();
    List<Scale> scales = new ArrayList<>();
    for (int i = 0; i < min.length; i++) {
      scales.add(scalings.get(i).scale(standard.get(i), min[i], max[i]));
    }
    return new Table(encoding.columns(), scales);
  }
}
