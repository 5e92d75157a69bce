package io.meanfield.datasets.shard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Where the rows of one column of one record batch lie in a shard. Immutable. */
sealed interface Column {

  /** A row as a little-endian view of the file. */
  ByteBuffer row(ByteBuffer file, int row);

  /** Rows of equal size, one after the other. */
  record Fixed(int start, int rowBytes) implements Column {
    @Override
    public ByteBuffer row(ByteBuffer file, int row) {
      return view(file, start + row * rowBytes, rowBytes);
    }
  }

  /** Lists of int32: row i is items offsets[i] to offsets[i + 1]. */
  record Lists(int offsets, int start) implements Column {
    @Override
    public ByteBuffer row(ByteBuffer file, int row) {
      int from = file.getInt(offsets + row * Integer.BYTES);
      int to = file.getInt(offsets + (row + 1) * Integer.BYTES);
      return view(file, start + from * Integer.BYTES, (to - from) * Integer.BYTES);
    }
  }

  private static ByteBuffer view(ByteBuffer file, int start, int length) {
    return file.slice(start, length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
