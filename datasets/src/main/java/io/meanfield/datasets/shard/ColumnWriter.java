package io.meanfield.datasets.shard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;

/** Puts one encoded (little-endian) value into a row of an Arrow vector. */
@FunctionalInterface
interface ColumnWriter {

  void set(int row, byte[] encoded);

  /** The writer for a vector of {@link ShardSchema}. */
  static ColumnWriter of(FieldVector vector) {
    if (vector instanceof FixedSizeBinaryVector bytes) {
      return bytes::setSafe;
    }
    if (vector instanceof IntVector ints) {
      return (row, encoded) -> ints.setSafe(row, littleEndian(encoded).getInt());
    }
    if (vector instanceof ListVector lists) {
      IntVector items = (IntVector) lists.getDataVector();
      return (row, encoded) -> {
        ByteBuffer values = littleEndian(encoded);
        int start = lists.startNewValue(row);
        int numItems = encoded.length / Integer.BYTES;
        for (int i = 0; i < numItems; i++) {
          items.setSafe(start + i, values.getInt());
        }
        lists.endValue(row, numItems);
      };
    }
    FixedSizeListVector lists = (FixedSizeListVector) vector;
    Float4Vector items = (Float4Vector) lists.getDataVector();
    return (row, encoded) -> {
      ByteBuffer values = littleEndian(encoded);
      int start = lists.startNewValue(row);
      for (int i = 0; i < lists.getListSize(); i++) {
        items.setSafe(start + i, values.getFloat());
      }
    };
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
