package io.meanfield.datasets.transform;

import static io.meanfield.datasets.transform.Examples.assertRefused;
import static io.meanfield.datasets.transform.Examples.numbers;
import static io.meanfield.datasets.transform.Examples.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.Batch;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestRawBatcher {
  private static final Transform WORDS = Examples.ofWords(3, "good", "bad");
  private static final Transform NUMBERS =
      new Standardization(List.of("x0", "x1"), List.of(new Scale(1, 2), new Scale(0, 1)));

  @Test
  void examplesBecomeRowsWithoutLabels() {
    RawBatcher batcher = new RawBatcher(WORDS, 2);
    batcher.add(text("bad"));
    assertFalse(batcher.isFull());
    batcher.add(text("so good good bad"));
    assertTrue(batcher.isFull());
    Batch batch = batcher.finish();
    assertEquals(2, batch.size());
    assertArrayEquals(new long[] {2, 3}, batch.featureShape());
    assertArrayEquals(new float[] {3, 0, 0, 1, 2, 2}, values(batch.features()));
    assertArrayEquals(new float[] {1, 0, 0, 1, 1, 1}, values(batch.mask().orElseThrow()));
    assertEquals(Optional.empty(), batch.labels());
    assertEquals(0, batch.numLabels());
  }

  @Test
  void theNextBatchStartsAnewInTheSameMemory() {
    RawBatcher batcher = new RawBatcher(WORDS, 2);
    batcher.add(text("bad bad bad"));
    batcher.add(text("bad bad bad"));
    Batch first = batcher.finish();
    assertEquals(0, batcher.size());
    batcher.add(text("good"));
    Batch second = batcher.finish();
    assertEquals(1, second.size());
    assertArrayEquals(new float[] {2, 0, 0}, values(second.features()));
    assertArrayEquals(new float[] {1, 0, 0}, values(second.mask().orElseThrow()));
    assertEquals(2, first.features().get(0));
  }

  @Test
  void buffersAreDirectAndInNativeOrder() {
    RawBatcher batcher = new RawBatcher(NUMBERS, 5);
    batcher.add(numbers(3, 4));
    Batch batch = batcher.finish();
    assertTrue(batch.features().isDirect());
    assertEquals(ByteOrder.nativeOrder(), batch.features().order());
    assertArrayEquals(new float[] {1, 4}, values(batch.features()));
    assertEquals(Optional.empty(), batch.mask());
  }

  @Test
  void aRefusedExampleLeavesTheBatchAsItWas() {
    RawBatcher batcher = new RawBatcher(NUMBERS, 5);
    batcher.add(numbers(3, 4));
    assertRefused("expected rows of 2 numbers, found 1", () -> batcher.add(numbers(3)));
    batcher.add(numbers(5, 6));
    assertArrayEquals(new float[] {1, 4, 2, 6}, values(batcher.finish().features()));
  }

  @Test
  void fullAndEmptyBatchesAreMisuse() {
    RawBatcher batcher = new RawBatcher(NUMBERS, 1);
    assertThrows(IllegalStateException.class, batcher::finish);
    batcher.add(numbers(1, 1));
    assertThrows(IllegalStateException.class, () -> batcher.add(numbers(1, 1)));
    assertRefused(
        "expected batches of at least 1 example, found 0", () -> new RawBatcher(NUMBERS, 0));
  }

  private static float[] values(FloatBuffer buffer) {
    float[] values = new float[buffer.remaining()];
    buffer.duplicate().get(values);
    return values;
  }
}
