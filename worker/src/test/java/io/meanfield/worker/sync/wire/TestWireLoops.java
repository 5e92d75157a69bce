package io.meanfield.worker.sync.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Vector API's loops and the plain ones are one function. */
@Tag("unit")
class TestWireLoops {
  private static final int[] LENGTHS = {0, 1, 3, 7, 8, 15, 16, 17, 31, 33, 255, 256};
  private static final float[] SCALES = {1, 0.01f, 0x1p-149f, 0x1p-126f, 3e36f};

  private final WireLoops plain = new PlainLoops();
  private final WireLoops vector = new VectorLoops();

  @Test
  void halvesHaveTheSameBits() {
    for (int length : LENGTHS) {
      float[] values = SampleValues.withSpecial(256, 1);
      short[] expected = new short[256];
      short[] found = new short[256];
      plain.toBf16(values, length, expected);
      vector.toBf16(values, length, found);
      assertArrayEquals(expected, found, length + " values");
      float[] back = new float[256];
      float[] other = new float[256];
      plain.fromBf16(expected, length, back);
      vector.fromBf16(expected, length, other);
      assertArrayEquals(SampleValues.bits(back), SampleValues.bits(other), length + " values");
    }
  }

  @Test
  void theLargestMagnitudeIsTheSame() {
    for (int length : LENGTHS) {
      float[] values = SampleValues.withSpecial(256, 2);
      assertEquals(plain.largestMagnitude(values, length), vector.largestMagnitude(values, length));
      float[] finite = SampleValues.finite(256, 2);
      assertEquals(plain.largestMagnitude(finite, length), vector.largestMagnitude(finite, length));
    }
  }

  @Test
  void bytesAreTheSame() {
    for (int length : LENGTHS) {
      for (float scale : SCALES) {
        float[] values = SampleValues.finite(256, 3);
        for (int i = 0; i < values.length; i++) {
          values[i] = 300 * scale * values[i] / (1 + Math.abs(values[i])); // beyond 127 too
        }
        byte[] expected = new byte[256];
        byte[] found = new byte[256];
        plain.toInt8(values, length, scale, expected);
        vector.toInt8(values, length, scale, found);
        assertArrayEquals(expected, found, length + " values by " + scale);
        float[] back = new float[256];
        float[] other = new float[256];
        plain.fromInt8(expected, length, scale, back);
        vector.fromInt8(expected, length, scale, other);
        assertArrayEquals(SampleValues.bits(back), SampleValues.bits(other));
      }
    }
  }

  @Test
  void everyByteAndAScaleThatIsNoNumberAreTheSame() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    for (float scale : new float[] {0, 0.3f, Float.NaN}) {
      float[] expected = new float[256];
      float[] found = new float[256];
      plain.fromInt8(bytes, 256, scale, expected);
      vector.fromInt8(bytes, 256, scale, found);
      assertArrayEquals(SampleValues.bits(expected), SampleValues.bits(found));
    }
  }

  @Test
  void onlyLargeVectorsAreWorthCompilingVectorLoops() {
    assertTrue(WireLoops.of(WireLoops.NUM_VALUES_OF_LARGE) instanceof VectorLoops);
    assertTrue(WireLoops.of(WireLoops.NUM_VALUES_OF_LARGE - 1) instanceof PlainLoops);
  }

  @Test
  void nothingBeyondTheLengthIsTouched() {
    byte[] bytes = new byte[256];
    Arrays.fill(bytes, (byte) 99);
    vector.toInt8(SampleValues.finite(256, 4), 17, 1, bytes);
    assertEquals(99, bytes[17]);
  }
}
