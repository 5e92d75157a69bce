package io.meanfield.worker.sync.wire;

import static io.meanfield.worker.sync.wire.SampleValues.bits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every format; each is a row. */
@Tag("unit")
class TestWireFormat {
  private static final int[] LENGTHS = {0, 1, 3, 255, 256, 257, 1000, 65_535, 65_537, 600_001};

  /** A residual and a sum of a hundred rounds, in 32-bit arithmetic. */
  private static final double ROUNDING = 1e-5;

  private static Stream<WireFormat> formats() {
    return Stream.of(new F32(), new Bf16(), new Int8(), new TopK(0.01), new TopK(0.5));
  }

  private static Stream<WireFormat> formatsWithErrorFeedback() {
    return formats().filter(WireFormat::hasErrorFeedback);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void takesExactlyTheBytesItSays(WireFormat format) {
    for (int length : LENGTHS) {
      Codec codec = format.codec(length);
      ByteBuffer bytes = encode(format, codec, SampleValues.withSpecial(length, 1));
      assertEquals(codec.numBytes(length), bytes.remaining(), length + " values");
      codec.decode(bytes, FloatBuffer.allocate(length));
      assertEquals(0, bytes.remaining(), length + " values");
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void addingIsDecodingAndAdding(WireFormat format) {
    for (int length : LENGTHS) {
      Codec codec = format.codec(length);
      ByteBuffer bytes = encode(format, codec, SampleValues.withSpecial(length, 2));
      float[] decoded = decode(codec, bytes.duplicate(), length);
      float[] expected = SampleValues.finite(length, 3);
      float[] sums = expected.clone();
      for (int i = 0; i < length; i++) {
        expected[i] += decoded[i];
      }
      codec.add(bytes, FloatBuffer.wrap(sums));
      assertArrayEquals(bits(expected), bits(sums), length + " values");
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatIsAroundTheValuesDoesNotMatter(WireFormat format) {
    int length = 1001;
    float[] values = SampleValues.withSpecial(length, 4);
    float[] residual = SampleValues.finite(length, 5);
    Codec codec = format.codec(length);
    float[] expectedResidual = residual.clone();
    ByteBuffer expected = ByteBuffer.allocate(codec.numBytes(length));
    codec.encode(FloatBuffer.wrap(values), FloatBuffer.wrap(expectedResidual), expected);

    FloatBuffer direct = floatsOffHeap(length + 9).position(4).limit(4 + length);
    direct.duplicate().put(values);
    float[] wide = new float[length + 20];
    System.arraycopy(residual, 0, wide, 11, length);
    ByteBuffer out = ByteBuffer.allocateDirect(codec.numBytes(length) + 5).position(3);
    codec.encode(direct, FloatBuffer.wrap(wide, 11, length), out);
    assertEquals(4, direct.position());
    assertEquals(expected.flip(), out.flip().position(3));
    float[] inTheMiddle = new float[length];
    System.arraycopy(wide, 11, inTheMiddle, 0, length);
    assertArrayEquals(bits(expectedResidual), bits(inTheMiddle));

    FloatBuffer back = floatsOffHeap(length + 2).position(1).limit(1 + length);
    codec.decode(out, back);
    float[] found = new float[length];
    back.get(found);
    assertArrayEquals(bits(decode(codec, expected, length)), bits(found));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aCodecThatWasUsedGivesTheBytesOfANewOne(WireFormat format) {
    int length = 777;
    float[] values = SampleValues.finite(length, 6);
    Codec used = format.codec(length);
    encode(format, used, SampleValues.withSpecial(3 * length, 7));
    assertEquals(encode(format, format.codec(length), values), encode(format, used, values));
  }

  @ParameterizedTest
  @MethodSource("formatsWithErrorFeedback")
  void nothingIsLostForEver(WireFormat format) {
    int length = 700;
    Codec codec = format.codec(length);
    float[] residual = new float[length];
    double[] sent = new double[length];
    double[] arrived = new double[length];
    for (int round = 0; round < 100; round++) {
      float[] values = SampleValues.finite(length, round);
      ByteBuffer bytes = ByteBuffer.allocate(codec.numBytes(length));
      codec.encode(FloatBuffer.wrap(values), FloatBuffer.wrap(residual), bytes);
      float[] decoded = decode(codec, bytes.flip(), length);
      for (int i = 0; i < length; i++) {
        sent[i] += values[i];
        arrived[i] += decoded[i];
      }
    }
    double lost = 0;
    double total = 0;
    for (int i = 0; i < length; i++) {
      lost += Math.abs(sent[i] - arrived[i] - residual[i]);
      total += Math.abs(sent[i]);
    }
    assertTrue(lost < ROUNDING * total, lost + " of " + total);
  }

  @ParameterizedTest
  @MethodSource("formatsWithErrorFeedback")
  void whatIsNotFiniteArrivesAsSuchAndLeavesNoResidual(WireFormat format) {
    float[] values = SampleValues.finite(600, 8);
    values[300] = Float.NaN;
    values[301] = Float.POSITIVE_INFINITY;
    values[302] = Float.NEGATIVE_INFINITY;
    float[] residual = SampleValues.finite(600, 9);
    Codec codec = format.codec(600);
    ByteBuffer bytes = ByteBuffer.allocate(codec.numBytes(600));
    codec.encode(FloatBuffer.wrap(values), FloatBuffer.wrap(residual), bytes);
    float[] decoded = decode(codec, bytes.flip(), 600);
    for (int i = 0; i < 600; i++) {
      assertTrue(Float.isFinite(residual[i]), "residual " + i);
      if (i >= 300 && i <= 302) {
        assertTrue(!Float.isFinite(decoded[i]), "value " + i);
      }
    }
  }

  /** The bytes of values without a past. */
  static ByteBuffer encode(WireFormat format, Codec codec, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(codec.numBytes(values.length));
    FloatBuffer residual =
        format.hasErrorFeedback() ? FloatBuffer.allocate(values.length) : Codec.NO_RESIDUAL;
    codec.encode(FloatBuffer.wrap(values), residual, bytes);
    return bytes.flip();
  }

  static float[] decode(Codec codec, ByteBuffer bytes, int length) {
    float[] values = new float[length];
    codec.decode(bytes, FloatBuffer.wrap(values));
    return values;
  }

  private static FloatBuffer floatsOffHeap(int length) {
    return ByteBuffer.allocateDirect(length * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
