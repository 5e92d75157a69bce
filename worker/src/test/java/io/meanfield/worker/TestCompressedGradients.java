package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.collective.Content;
import io.meanfield.worker.sync.SlicePlan;
import io.meanfield.worker.sync.Stretch;
import io.meanfield.worker.sync.wire.Int8;
import io.meanfield.worker.sync.wire.TopK;
import io.meanfield.worker.sync.wire.WireFormat;
import io.meanfield.zoo.ParameterLayout;
import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("unit")
class TestCompressedGradients {
  private static final int LENGTH = 1000;
  private static final int REPLICA = 2;
  private static final float GARBAGE = 1e9f;
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(
          List.of(
              new Segment("0", "W", 0, 300, Role.WEIGHT),
              new Segment("1", "W", 300, 60, Role.FROZEN),
              new Segment("2", "var", 360, 40, Role.STATISTIC),
              new Segment("3", "W", 400, 600, Role.WEIGHT)));
  private static final SlicePlan SLICES = new SlicePlan(LENGTH, 3);

  private static Stream<WireFormat> formats() {
    return Stream.of(new Int8(), new TopK(0.1));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatIsReadAndWhatStaysIsTheGradient(WireFormat format) {
    float[] residual = random(7, 0);
    float[] before = residual.clone();
    float[] values = random(8, GARBAGE);
    float[] original = values.clone();
    GradientBytes bytes =
        new CompressedGradients(format, LAYOUT, SLICES, Map.of(REPLICA, residual));
    for (int slice = SLICES.numSlices() - 1; slice >= 0; slice--) {
      Stretch bucket = SLICES.stretch(slice);
      Content content = bytes.encode(REPLICA, values, bucket);
      assertTrue(content.numBytes() < bucket.length() * Float.BYTES);
      assertArrayEquals(SLICES.cut(values, slice), read(bytes, content, bucket));
    }
    for (Segment s : LAYOUT.segments()) {
      for (int i = s.offset(); i < s.end(); i++) {
        switch (s.role()) {
          case FROZEN -> assertEquals(0, values[i], "" + i);
          case STATISTIC -> assertEquals(original[i], values[i], "" + i);
          default -> assertEquals(original[i] + before[i], values[i] + residual[i], 1e-6, "" + i);
        }
      }
    }
  }

  private static float[] read(GradientBytes bytes, Content content, Stretch bucket) {
    ByteBuffer message = ByteBuffer.allocate(content.numBytes()).order(ByteOrder.LITTLE_ENDIAN);
    content.writeTo(message);
    float[] values = new float[bucket.length()];
    assertTrue(bytes.part(bucket, message.rewind()).read(0, values, 0, values.length));
    return values;
  }

  private static float[] random(long seed, float frozen) {
    Random random = new Random(seed);
    float[] values = new float[LENGTH];
    for (Segment s : LAYOUT.segments()) {
      for (int i = s.offset(); i < s.end(); i++) {
        values[i] = s.role() == Role.FROZEN ? frozen : (float) random.nextGaussian();
      }
    }
    return values;
  }
}
