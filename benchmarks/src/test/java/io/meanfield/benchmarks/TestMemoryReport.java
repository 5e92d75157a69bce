package io.meanfield.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.benchmarks.MemoryReport.Reading;
import io.meanfield.benchmarks.model.ComputeModel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestMemoryReport {

  @Test
  void whatGrowsWithTheStepsIsSeenWhole() {
    assertEquals(60, report(0, 10, 20, 30, 40, 50, 60, 70, 80).residentGrowth());
  }

  @Test
  void whatComesAndGoesIsNotGrowth() {
    assertEquals(1, report(107, 100, 100, 100, 190, 101, 180, 120).residentGrowth());
  }

  @Test
  void linesNameTheModelAndTheHeapIsWithoutTheFirstSteps() {
    StringWriter text = new StringWriter();
    report(1, 1, 1, 6).print(new PrintWriter(text));
    assertTrue(
        text.toString()
            .contains("compute.mlp.heap-bytes-per-step=20\ncompute.mlp.resident-growth-bytes=0\n"),
        text.toString());
  }

  /** Of readings ten steps apart. */
  private static MemoryReport report(long... resident) {
    List<Reading> readings =
        LongStream.range(0, resident.length)
            .mapToObj(
                i ->
                    new Reading(new Measurement(10, 1, 1, i == 0 ? 9_999 : 200), resident[(int) i]))
            .toList();
    return new MemoryReport(ComputeModel.MLP, Precision.F32, readings);
  }
}
