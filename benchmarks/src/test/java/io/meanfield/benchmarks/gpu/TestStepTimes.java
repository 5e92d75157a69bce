package io.meanfield.benchmarks.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.benchmarks.model.ComputeModel;
import io.meanfield.benchmarks.model.ModelFlops;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestStepTimes {
  @Test
  void aStepThatIsAsFastAsTheBestProductHasAllOfThePeak() {
    double flops = ModelFlops.ofStep(ComputeModel.LENET); // of 128 examples
    StepTimes times = new StepTimes(0.5, 0, flops / 0.5, 1);
    assertEquals(1, times.peakShare(ComputeModel.LENET, 128), 1e-12);
    assertEquals(2, times.peakShare(ComputeModel.LENET, 256), 1e-12);
  }
}
