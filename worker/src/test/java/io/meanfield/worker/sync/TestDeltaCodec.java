package io.meanfield.worker.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.meanfield.worker.sync.wire.Bf16;
import io.meanfield.worker.sync.wire.F32;
import io.meanfield.worker.sync.wire.Int8;
import io.meanfield.worker.sync.wire.TopK;
import io.meanfield.worker.sync.wire.WireFormat;
import io.meanfield.zoo.ParameterLayout;
import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("unit")
class TestDeltaCodec {
  private static final int LENGTH = 1000;
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(
          List.of(
              new Segment("0", "W", 0, 300, Role.WEIGHT),
              new Segment("0", "b", 300, 20, Role.BIAS),
              new Segment("1", "mean", 320, 50, Role.STATISTIC),
              new Segment("1", "var", 370, 50, Role.STATISTIC),
              new Segment("2", "W", 420, 480, Role.WEIGHT),
              new Segment("3", "W", 900, 60, Role.FROZEN),
              new Segment("4", "var", 960, 40, Role.STATISTIC)));

  private static Stream<WireFormat> formats() {
    return Stream.of(new F32(), new Bf16(), new Int8(), new TopK(0.1));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void statisticsTravelInFullAndTheRestComesBackFromItsResidual(WireFormat format) {
    for (int numSlices : new int[] {1, 2, 3, 7, 40}) {
      float[] deltas = deltas();
      float[] residual = new float[LENGTH];
      float[] arrived = throughSlices(format, numSlices, deltas, residual);
      for (Segment s : LAYOUT.segments()) {
        for (int i = s.offset(); i < s.end(); i++) {
          String place = "value " + i + " of " + numSlices + " slices";
          if (s.role() == Role.STATISTIC || format instanceof F32) {
            assertEquals(deltas[i], arrived[i], place);
            assertEquals(0, residual[i], place);
          } else if (format.hasErrorFeedback()) {
            assertEquals(deltas[i] - arrived[i], residual[i], place);
          } else {
            assertEquals(deltas[i], arrived[i], Math.abs(deltas[i]) / 256, place);
          }
        }
      }
    }
  }

  @Test
  void whatDidNotTravelTravelsLater() {
    float[] residual = new float[LENGTH];
    float[] arrived = throughSlices(new TopK(0.1), 3, deltas(), residual);
    assertEquals(0, arrived[2]);
    float[] nothing = new float[LENGTH];
    float left = residual[2];
    for (int round = 0; arrived[2] == 0; round++) {
      assertNotEquals(10, round, "rounds that send a tenth each");
      arrived = throughSlices(new TopK(0.1), 3, nothing, residual);
    }
    assertEquals(left, arrived[2]);
  }

  @Test
  void aSliceTakesFewerBytes() {
    SlicePlan whole = new SlicePlan(LENGTH, 1);
    float[] residual = new float[LENGTH];
    int statistics = 140 * 4;
    assertEquals(860 * 4 + statistics, numBytes(new F32(), whole, residual));
    assertEquals(860 * 2 + statistics, numBytes(new Bf16(), whole, residual));
    assertEquals(860 + 4 * 4 + statistics, numBytes(new Int8(), whole, residual));
    assertEquals(4 + 86 * 6 + statistics, numBytes(new TopK(0.1), whole, residual));
  }

  @Test
  void theResidualOfOtherSlicesStaysAsItIs() {
    float[] residual = deltas();
    float[] before = residual.clone();
    SlicePlan plan = new SlicePlan(LENGTH, 3);
    new DeltaCodec(new Int8(), LAYOUT, plan).encode(1, deltas(), residual);
    assertArrayEquals(plan.cut(before, 0), plan.cut(residual, 0));
    assertArrayEquals(plan.cut(before, 2), plan.cut(residual, 2));
  }

  private static int numBytes(WireFormat format, SlicePlan plan, float[] residual) {
    return new DeltaCodec(format, LAYOUT, plan).encode(0, deltas(), residual).length;
  }

  private static float[] throughSlices(
      WireFormat format, int numSlices, float[] deltas, float[] residual) {
    SlicePlan plan = new SlicePlan(LENGTH, numSlices);
    float[] arrived = new float[LENGTH];
    for (int slice = 0; slice < numSlices; slice++) {
      byte[] encoded = new DeltaCodec(format, LAYOUT, plan).encode(slice, deltas, residual);
      float[] values = new DeltaCodec(format, LAYOUT, plan).decode(slice, ByteBuffer.wrap(encoded));
      System.arraycopy(values, 0, arrived, plan.from(slice), plan.size(slice));
    }
    return arrived;
  }

  private static float[] deltas() {
    Random random = new Random(3);
    float[] deltas = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      deltas[i] = (float) random.nextGaussian();
    }
    deltas[2] = 0.25f; // too small to be among the first
    return deltas;
  }
}
