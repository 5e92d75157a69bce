package io.meanfield.zoo.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** How an array of a test lies in memory. */
enum Place {
  ROW_MAJOR,
  COLUMN_MAJOR,
  /** An image whose channels lie together; other arrays row-major with the first two exchanged. */
  CHANNELS_LAST,
  /** Behind others: an offset without gaps. */
  LATER,
  CHANNELS_LAST_LATER,
  /** A part of a larger array, with gaps and an offset. */
  PART,
  /** A part of a larger array whose channels lie together. */
  CHANNELS_LAST_PART,
  /** Every second element of a larger array. */
  EVERY_SECOND;

  private static final float AROUND = 7;

  /** Those that are enough where every one would take too long. */
  static final Place[] USUAL = {ROW_MAJOR, CHANNELS_LAST, PART};

  /** The same values here. */
  INDArray of(INDArray values) {
    return empty(values.dataType(), values.shape()).assign(values);
  }

  /** Not a number anywhere, so that whatever is not written is seen. */
  INDArray empty(DataType type, long... shape) {
    return around(type, shape).get(inner(shape)).assign(Float.NaN);
  }

  private INDArray around(DataType type, long... shape) {
    return switch (this) {
      case ROW_MAJOR -> Nd4j.valueArrayOf(shape, AROUND, type);
      case COLUMN_MAJOR -> Nd4j.valueArrayOf(shape, AROUND, type).dup('f');
      case CHANNELS_LAST -> channelsLast(type, shape);
      case LATER -> Nd4j.valueArrayOf(longer(shape), AROUND, type);
      case CHANNELS_LAST_LATER -> channelsLast(type, longer(shape));
      case PART -> Nd4j.valueArrayOf(larger(shape, 1, 3), AROUND, type);
      case CHANNELS_LAST_PART -> channelsLast(type, larger(shape, 1, 3));
      case EVERY_SECOND -> Nd4j.valueArrayOf(larger(shape, 2, 0), AROUND, type);
    };
  }

  private static INDArray channelsLast(DataType type, long... shape) {
    if (shape.length == 1) {
      return Nd4j.valueArrayOf(shape, AROUND, type);
    }
    long[] moved = shape.clone();
    for (int i = 1; i < shape.length; i++) {
      moved[i] = shape[(i % (shape.length - 1)) + 1];
    }
    int[] back = new int[shape.length];
    back[1] = shape.length - 1;
    for (int i = 2; i < back.length; i++) {
      back[i] = i - 1;
    }
    return Nd4j.valueArrayOf(moved, AROUND, type).permute(back);
  }

  private static long[] larger(long[] shape, int factor, int added) {
    return LongStream.of(shape).map(size -> size * factor + added).toArray();
  }

  private static long[] longer(long[] shape) {
    long[] longer = shape.clone();
    longer[0] += 2;
    return longer;
  }

  private INDArrayIndex[] inner(long... shape) {
    INDArrayIndex[] inner = innerOfAll(shape);
    if (this == LATER || this == CHANNELS_LAST_LATER) {
      inner[0] = NDArrayIndex.interval(1, 1 + shape[0]);
    }
    return inner;
  }

  private INDArrayIndex[] innerOfAll(long... shape) {
    return LongStream.of(shape)
        .mapToObj(
            size ->
                switch (this) {
                  case PART, CHANNELS_LAST_PART -> NDArrayIndex.interval(2, 2 + size);
                  case EVERY_SECOND -> NDArrayIndex.interval(0, 2, 2 * size);
                  default -> NDArrayIndex.interval(0, size);
                })
        .toArray(INDArrayIndex[]::new);
  }

  /** Memory for a result, with the memory around it. */
  record Result(INDArray array, INDArray around) {

    /** Nothing was written beside the result, which is lost after this. */
    void expectNothingAround(String message) {
      array.assign(AROUND);
      assertEquals(0, around.neq(AROUND).castTo(DataType.INT).sumNumber().intValue(), message);
    }
  }

  Result result(DataType type, long... shape) {
    INDArray around = around(type, shape);
    INDArray array = around.get(inner(shape));
    array.assign(Float.NaN);
    return new Result(array, around);
  }
}
