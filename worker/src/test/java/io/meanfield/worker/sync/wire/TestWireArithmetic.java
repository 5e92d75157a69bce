package io.meanfield.worker.sync.wire;

import static io.meanfield.worker.sync.wire.SampleValues.bits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each format against the same arithmetic written otherwise: in 64 bits, by sorting. */
@Tag("unit")
class TestWireArithmetic {
  private static final int LENGTH = 2001;

  @Test
  void f32IsTheValuesThemselves() {
    float[] values = SampleValues.withSpecial(LENGTH, 1);
    ByteBuffer bytes = TestWireFormat.encode(new F32(), new F32().codec(LENGTH), values);
    ByteBuffer littleEndian = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      assertEquals(Float.floatToIntBits(value), Float.floatToIntBits(littleEndian.getFloat()));
    }
  }

  @Test
  void bf16IsTheNearestOfBothNeighboursAndTheEvenOneOfTwo() {
    for (float value : SampleValues.withSpecial(LENGTH, 2)) {
      float arrived = lossy(new Bf16(), value)[0];
      assertEquals(0, Float.floatToIntBits(arrived) & 0xffff, "the last bits of " + arrived);
      if (Float.isNaN(value)) {
        assertTrue(Float.isNaN(arrived));
      } else {
        assertEquals(nearestBf16(value), arrived, "of " + value);
      }
    }
  }

  /** Beyond the greatest, the next would be 2^128; what is as near to that is infinite. */
  private static float nearestBf16(float value) {
    int below = Float.floatToIntBits(value) & 0xffff0000; // towards zero
    int above = below + 0x10000;
    double toBelow = Math.abs((double) value - asDouble(below));
    double toAbove = Math.abs((double) value - asDouble(above));
    boolean isBelowEven = (below & 0x10000) == 0;
    boolean takesBelow = toBelow < toAbove || (toBelow == toAbove && isBelowEven);
    return Float.intBitsToFloat(Float.isInfinite(value) || takesBelow ? below : above);
  }

  private static double asDouble(int bits) {
    float value = Float.intBitsToFloat(bits);
    return Float.isFinite(value) ? value : Math.copySign(0x1p128, value);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 256, 257, LENGTH, 600_000})
  void int8IsTheNearestMultipleOfItsBlocksScale(int length) {
    float[] values = SampleValues.finite(length, 3);
    float[] arrived = lossy(new Int8(), values);
    for (int from = 0; from < length; from += 256) {
      int to = Math.min(length, from + 256);
      double largest =
          IntStream.range(from, to).mapToDouble(i -> Math.abs(values[i])).max().orElse(0);
      float scale = (float) (largest / 127);
      for (int i = from; i < to; i++) {
        double multiple = Math.rint((float) ((double) values[i] / scale));
        assertEquals((float) (multiple * scale) + 0f, arrived[i], "value " + i);
      }
    }
  }

  @Test
  void int8OfNothingButZerosAndOfTheSmallestNumbersIsFinite() {
    assertArrayEquals(new float[300], lossy(new Int8(), new float[300]));
    float tiny = Float.MIN_VALUE;
    // a scale of less than half the smallest number is zero; one of 1.5 times it is twice it
    assertArrayEquals(new float[] {0, 0}, lossy(new Int8(), tiny * 60, -tiny));
    assertArrayEquals(new float[] {tiny * 127, -tiny, 0}, lossy(new Int8(), tiny * 180, -tiny, 0));
    assertArrayEquals(new float[] {1e38f, 0}, lossy(new Int8(), 1e38f, 1), 1e32f);
  }

  @Test
  void aNumberThatIsNotFiniteMakesItsBlockOfInt8NaN() {
    float[] values = SampleValues.finite(600, 4);
    values[300] = Float.NEGATIVE_INFINITY;
    float[] arrived = lossy(new Int8(), values);
    for (int i = 0; i < 600; i++) {
      assertEquals(i >= 256 && i < 512, Float.isNaN(arrived[i]), "value " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0001, 0.01, 0.3, 0.5})
  void topKKeepsTheLargestAndOfEqualOnesTheFirst(double share) {
    for (int length : new int[] {1, 2, 100, LENGTH, 200_000}) {
      float[] values = SampleValues.finite(length, 5);
      for (int i = 0; i < length; i++) {
        values[i] = Math.round(values[i]) / 4f; // many are equal
      }
      float[] expected = new float[length];
      IntStream.range(0, length)
          .boxed()
          .sorted(Comparator.comparing((Integer i) -> -Math.abs(values[i])).thenComparing(i -> i))
          .limit((long) Math.ceil(share * length))
          .forEach(i -> expected[i] = values[i] + 0f);
      assertArrayEquals(bits(expected), bits(lossy(new TopK(share), values)), length + " values");
    }
  }

  @Test
  void topKSendsNaNsFirstThenInfinitiesAndForgetsTheRest() {
    float[] values = {1, Float.NaN, 3, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 2};
    float[] residual = new float[6];
    Codec codec = new TopK(0.2).codec(6);
    ByteBuffer bytes = ByteBuffer.allocate(codec.numBytes(6));
    codec.encode(FloatBuffer.wrap(values), FloatBuffer.wrap(residual), bytes);
    float[] arrived = TestWireFormat.decode(codec, bytes.flip(), 6);
    assertArrayEquals(new float[] {0, Float.NaN, 0, Float.NEGATIVE_INFINITY, 0, 0}, arrived);
    assertArrayEquals(new float[] {1, 0, 3, 0, 0, 2}, residual);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 0.51, Double.NaN})
  void aShareThatIsNoneIsRefused(double share) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new TopK(share));
    assertEquals(
        "expected the share of top-k to be above 0 and at most 0.5, found " + share,
        e.getMessage());
  }

  @Test
  void topKWithoutAResidualIsRefused() {
    Codec codec = new TopK(0.5).codec(2);
    assertThrows(
        IllegalArgumentException.class,
        () -> codec.encode(FloatBuffer.allocate(2), Codec.NO_RESIDUAL, ByteBuffer.allocate(100)));
  }

  /** What arrives of values. */
  private static float[] lossy(WireFormat format, float... values) {
    Codec codec = format.codec(values.length);
    return TestWireFormat.decode(
        codec, TestWireFormat.encode(format, codec, values), values.length);
  }
}
