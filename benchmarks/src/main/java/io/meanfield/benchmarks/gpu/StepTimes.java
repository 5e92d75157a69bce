package io.meanfield.benchmarks.gpu;

import io.meanfield.benchmarks.Measurement;
import io.meanfield.benchmarks.Precision;
import io.meanfield.benchmarks.Spread;
import io.meanfield.benchmarks.model.ComputeModel;
import io.meanfield.benchmarks.model.ModelFlops;
import io.meanfield.worker.MeanfieldTraining;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How fast a model trains.
 *
 * @param secondsPerStep from a batch on the device, where the reading thread copies it ahead, to
 *     the new parameters on the host
 * @param copySeconds of that in which parameters go to the device and gradients back, measured
 *     apart
 * @param peak operations a second of the best matrix product of the device
 */
record StepTimes(double secondsPerStep, double copySeconds, double peak, int numParameters)
    implements Serializable {
  private static final List<Integer> SIZES_OF_PRODUCTS = List.of(1024, 2048, 4096, 8192);
  private static final int NUM_ROUNDS = 3;

  /** Takes some ten seconds on what this process is prepared for. */
  static StepTimes measure(ComputeModel model, Scale scale) {
    List<Double> rounds = new ArrayList<>();
    try (MeanfieldTraining training =
        MeanfieldTraining.of(model, scale.batchSize(model), Precision.F32)) {
      Measurement.of(training, 3, Duration.ofSeconds(4)); // warms up
      IntStream.range(0, NUM_ROUNDS)
          .forEach(
              i -> rounds.add(Measurement.of(training, 2, Duration.ofSeconds(2)).secondsPerStep()));
      double copySeconds =
          DeviceSpeed.secondsTo(training.numParameters())
              + DeviceSpeed.secondsFrom(training.numParameters());
      double peak =
          SIZES_OF_PRODUCTS.stream()
              .limit(scale.choose(SIZES_OF_PRODUCTS.size(), 2))
              .mapToDouble(DeviceSpeed::peak)
              .max()
              .orElseThrow();
      return new StepTimes(Spread.of(rounds).median(), copySeconds, peak, training.numParameters());
    }
  }

  /** The part of the peak that steps of so many examples reach. */
  double peakShare(ComputeModel model, int batchSize) {
    double flops = ModelFlops.ofStep(model) / model.batchSize() * batchSize;
    return flops / secondsPerStep / peak;
  }

  /** For people. */
  String words() {
    return "%.2f ms a step, %.2f of it in copies; best product %.1f GFLOP/s"
        .formatted(secondsPerStep * 1e3, copySeconds * 1e3, peak / 1e9);
  }
}
