package io.meanfield.zoo.kernel;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Loops over native memory. Deeplearning4j's tables have their columns together, so a row's numbers
 * are far apart: some columns are gone through at a time, that they stay in the cache.
 */
final class NativeEmbeddings implements Embeddings {
  private static final int NUM_COLUMNS = 16;

  @Override
  public void gather(INDArray table, int[] rows, INDArray output) {
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
    Reference.reachabilityFence(table);
    Reference.reachabilityFence(output);
  }

  @Override
  public void scatter(INDArray gradient, int[] rows, INDArray tableGradient) {
    tableGradient.assign(0);
    FloatIndexer from = Floats.of(gradient);
    FloatIndexer to = Floats.of(tableGradient);
    long[] fromStrides = gradient.stride();
    long[] toStrides = tableGradient.stride();
    long size = tableGradient.size(1);
    int width = width(tableGradient);
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
    Reference.reachabilityFence(gradient);
    Reference.reachabilityFence(tableGradient);
  }

  private static int width(INDArray table) {
    return table.stride(1) == 1 ? Math.toIntExact(table.size(1)) : NUM_COLUMNS;
  }
}
