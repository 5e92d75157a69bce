package io.meanfield.zoo.kernel;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Loops over native memory. Deeplearning4j's tables have their columns together, so a row's numbers
 * are far apart. A table that is not much larger than what is looked up is turned by oneDNN; of
 * others some columns are gone through at a time, that they stay in the cache.
 */
final class OneDnnEmbeddings implements Embeddings {
  private static final int NUM_COLUMNS = 16;

  /** Turning costs about a quarter of looking as many numbers up where they are. */
  private static final int MAX_ENTRIES_PER_ROW = 4;

  @Override
  public void gather(INDArray table, int[] rows, INDArray output) {
    if (isRowMajor(table) && isRowMajor(output)) {
      copyRows(Layout.address(table), rows, output);
    } else if (isTurned(table, rows) && isRowMajor(output)) {
      copyRows(TurnedTable.of(table).take(table), rows, output);
    } else {
      gatherInPlace(table, rows, output);
    }
    Reference.reachabilityFence(table);
    Reference.reachabilityFence(output);
  }

  private static boolean isTurned(INDArray table, int[] rows) {
    return table.stride(1) != 1
        && table.size(0) <= (long) MAX_ENTRIES_PER_ROW * rows.length
        && table.length() * Float.BYTES < Integer.MAX_VALUE;
  }

  private static boolean isRowMajor(INDArray output) {
    return output.stride(1) == 1
        && (output.size(0) == 1 || output.stride(0) == output.size(1))
        && output.length() * Float.BYTES < Integer.MAX_VALUE;
  }

  private static void copyRows(long table, int[] rows, INDArray output) {
    int rowBytes = (int) output.size(1) * Float.BYTES;
    long entries = 1;
    for (int row : rows) {
      entries = Math.max(entries, row + 1L);
    }
    ByteBuffer from = NativeMemory.at(table, entries * rowBytes);
    ByteBuffer to = NativeMemory.at(Layout.address(output), output.size(0) * rowBytes);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == NONE) {
        NativeMemory.fillWithZeros(Layout.address(output) + (long) i * rowBytes, rowBytes);
      } else {
        to.put(i * rowBytes, from, rows[i] * rowBytes, rowBytes);
      }
    }
  }

  private static void gatherInPlace(INDArray table, int[] rows, INDArray output) {
    FloatIndexer from = Floats.of(table);
    FloatIndexer to = Floats.of(output);
    long[] fromStrides = table.stride();
    long[] toStrides = output.stride();
    long size = table.size(1);
    int width = width(table);
    for (long first = 0; first < size; first += width) {
      long end = Math.min(size, first + width);
      for (int i = 0; i < rows.length; i++) {
        long fromRow = rows[i] * fromStrides[0];
        long toRow = i * toStrides[0];
        for (long j = first; j < end; j++) {
          float value = rows[i] == NONE ? 0 : from.get(fromRow + j * fromStrides[1]);
          to.put(toRow + j * toStrides[1], value);
        }
      }
    }
  }

  @Override
  public void scatter(INDArray gradient, int[] rows, INDArray tableGradient) {
    if (isTurned(tableGradient, rows)) {
      TurnedTable turned = TurnedTable.of(tableGradient);
      FloatIndexer sums = Floats.at(turned.zeros(), tableGradient.length());
      add(gradient, rows, sums, new long[] {tableGradient.size(1), 1}, tableGradient);
      turned.give(tableGradient);
    } else {
      tableGradient.assign(0);
      add(gradient, rows, Floats.of(tableGradient), tableGradient.stride(), tableGradient);
    }
    Reference.reachabilityFence(gradient);
    Reference.reachabilityFence(tableGradient);
  }

  private static void add(
      INDArray gradient, int[] rows, FloatIndexer to, long[] toStrides, INDArray table) {
    FloatIndexer from = Floats.of(gradient);
    long[] fromStrides = gradient.stride();
    long size = table.size(1);
    long width = toStrides[1] == 1 ? size : NUM_COLUMNS;
    for (long first = 0; first < size; first += width) {
      long end = Math.min(size, first + width);
      for (int i = 0; i < rows.length; i++) {
        if (rows[i] != NONE) {
          long fromRow = i * fromStrides[0];
          long toRow = rows[i] * toStrides[0];
          for (long j = first; j < end; j++) {
            long at = toRow + j * toStrides[1];
            to.put(at, to.get(at) + from.get(fromRow + j * fromStrides[1]));
          }
        }
      }
    }
  }

  private static int width(INDArray table) {
    return table.stride(1) == 1 ? Math.toIntExact(table.size(1)) : NUM_COLUMNS;
  }
}
