package io.meanfield.datasets.shard;

import java.nio.ByteBuffer;

/** Where the rows of one column of one record batch lie in a shard. Immutable. */
sealed interface Column {

  /** Sets position and limit of a view of the file to a row. */
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
      file.clear();
      int from = file.getInt(offsets + row * Integer.BYTES);
      int to = file.getInt(offsets + (row + 1) * Integer.BYTES);
      return view(file, start + from * Integer.BYTES, (to - from) * Integer.BYTES);
    }
  }

  private static ByteBuffer view(ByteBuffer file, int start, int length) {
    return file.limit(start + length).position(start);
  }
}
