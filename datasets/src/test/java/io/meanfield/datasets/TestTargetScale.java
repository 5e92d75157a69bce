package io.meanfield.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.meanfield.datasets.TargetScale.Curve;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestTargetScale {
  private static final TargetScale STANDARD = new TargetScale(Curve.LINEAR, 100, 20);
  private static final TargetScale LOG = new TargetScale(Curve.LOG, 0, 1);

  @Test
  void modelsSeeTargetsInTheirScale() {
    assertEquals(2, STANDARD.toModel(140));
    assertEquals(Math.log(300_001), LOG.toModel(300_000), 1e-6);
    assertEquals(0, LOG.toModel(0));
    assertEquals((float) Math.log(0.5), LOG.toModel(-0.5f));
  }

  @Test
  void outputsComeBackToTheUnitsOfTheTargets() {
    for (float target : new float[] {-0.75f, 0, 1e-6f, 1, 300_000, 1e30f}) {
      for (TargetScale scale : List.of(STANDARD, LOG, new TargetScale(Curve.LOG, 3, 2))) {
        double error =
            scale == STANDARD ? 1e-5 + 1e-6 * Math.abs(target) : 1e-6 + 2e-5 * Math.abs(target);
        assertEquals(target, scale.fromModel(scale.toModel(target)), error, scale::toString);
      }
    }
    assertEquals(Float.MAX_VALUE, LOG.fromModel(1000));
    assertEquals(-1, LOG.fromModel(-1000));
  }

  @Test
  void withoutAScaleNothingChanges() {
    for (float target : new float[] {0, 0.1f, -3.4e38f, Float.MIN_VALUE}) {
      assertEquals(target, TargetScale.NONE.toModel(target));
      assertEquals(target, TargetScale.NONE.fromModel(target));
    }
  }

  @Test
  void eachTargetHasAScaleOfItsOwn() {
    float[] rows = {1, 0, -1, (float) Math.log(3)};
    new Labels.Targets(List.of("a", "b"), List.of(STANDARD, LOG)).unscale(rows);
    assertArrayEquals(new float[] {120, 0, 80, 2}, rows, 1e-6f);
    assertThrows(IllegalArgumentException.class, () -> new Labels.Targets(List.of("a"), List.of()));
  }

  @Test
  void scalesAreReadAsTheyWereWritten() throws JsonProcessingException {
    Labels labels = new Labels.Targets(List.of("a", "b"), List.of(STANDARD, LOG));
    assertEquals(labels, Json.read(Json.write(labels), Labels.class));
  }

  @Test
  void scalesThatCannotBeUndoneAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new TargetScale(Curve.LINEAR, 0, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new TargetScale(Curve.LINEAR, Double.NaN, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TargetScale(Curve.LINEAR, 0, Double.POSITIVE_INFINITY));
  }
}
