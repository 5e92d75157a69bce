package io.meanfield.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestBatch {

  /** Texts of so many tokens, which count up through all of them from 1. */
  private static Batch texts(int maxTokens, int... lengths) {
    BatchBuffers buffers =
        new BatchBuffers(new Features.Tokens(maxTokens, 100), 1, ByteBuffer::allocateDirect);
    buffers.begin(lengths.length);
    int token = 1;
    for (int length : lengths) {
      for (int i = 0; i < maxTokens; i++) {
        buffers.features().put(i < length ? token++ : 0);
        buffers.mask().put(i < length ? 1 : 0);
      }
      buffers.labels().put(length);
    }
    return buffers.end(lengths.length);
  }

  @Test
  void paddingThatAllHaveGoesButForAMultiple() {
    Batch batch = texts(7, 2, 3, 1);
    assertEquals(6, batch.numTokens());
    Batch cut = batch.withoutSharedPadding(2);
    assertArrayEquals(new long[] {3, 4}, cut.featureShape());
    assertArrayEquals(new float[] {1, 2, 0, 0, 3, 4, 5, 0, 6, 0, 0, 0}, values(cut.features()));
    assertArrayEquals(
        new float[] {1, 1, 0, 0, 1, 1, 1, 0, 1, 0, 0, 0}, values(cut.mask().orElseThrow()));
    assertArrayEquals(new float[] {2, 3, 1}, values(cut.labels().orElseThrow()));
    assertEquals(6, cut.numTokens());
  }

  @Test
  void theLongestTextThereIsBoundsTheMultiple() {
    Batch cut = texts(5, 1, 5).withoutSharedPadding(4);
    assertArrayEquals(new long[] {2, 5}, cut.featureShape());
    assertArrayEquals(new float[] {1, 0, 0, 0, 0, 2, 3, 4, 5, 6}, values(cut.features()));
    assertArrayEquals(new long[] {1, 4}, texts(9, 0).withoutSharedPadding(4).featureShape());
  }

  @Test
  void numbersHaveNoTokens() {
    BatchBuffers buffers =
        new BatchBuffers(
            Features.Numbers.of(java.util.List.of("a")), 0, ByteBuffer::allocateDirect);
    buffers.begin(1);
    buffers.features().put(3);
    Batch batch = buffers.end(1);
    assertEquals(0, batch.numTokens());
    assertEquals(Optional.empty(), batch.mask());
  }

  private static float[] values(FloatBuffer buffer) {
    float[] values = new float[buffer.remaining()];
    buffer.duplicate().get(values);
    return values;
  }
}
