package io.meanfield.benchmarks.gpu;

import io.meanfield.benchmarks.Report;
import io.meanfield.benchmarks.Spread;
import io.meanfield.benchmarks.model.ComputeModel;
import io.meanfield.benchmarks.sync.RunEvents.Round;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What is checked of a device: three things of every model.
 *
 * @param client has processes compute on it
 * @param torch computes the same with PyTorch, where that is there
 */
record DeviceCheck(
    DeviceClient client,
    TrainingRuns runs,
    Scale scale,
    Optional<TorchSteps> torch,
    Report report) {
  /** Whether all was as it should be; what was not is reported. */
  boolean run() {
    report.note(
        "Random batches against the CPU's kernels, errors of at most %s, of gradients %s",
        Agreement.FORWARD_TOLERANCE, Agreement.GRADIENT_TOLERANCE);
    boolean agrees = run("agreement", this::agreement);
    report.note("train.sh with one executor, on digits and sentences that come with Meanfield");
    boolean learns = run("training", this::training);
    report.note("Training steps on random batches, parameters from the host and gradients back");
    return run("benchmark", this::benchmark) && agrees && learns;
  }

  private boolean run(String word, BiConsumer<ComputeModel, String> part) {
    boolean isWell = true;
    for (ComputeModel model : Scale.MODELS) {
      String name = word + "." + model.word();
      try {
        part.accept(model, name);
      } catch (RuntimeException e) { // the others may be well
        report.value(name, "failed: " + e.getMessage());
        isWell = false;
      }
    }
    return isWell;
  }

  private void agreement(ComputeModel model, String name) {
    Agreement agreement = client.agreement(model);
    report.note("%s: %s", model.word(), agreement.kernels());
    report.value(name + ".loss-error", agreement.lossError());
    report.value(name + ".output-error", agreement.outputError());
    report.value(name + ".gradient-error", agreement.gradientError());
    agreement.requireWithinTolerance();
  }

  /** The first round is not among the times: libraries load in it. */
  private void training(ComputeModel model, String name) {
    List<Round> rounds = runs.train(model);
    double first = rounds.get(0).loss();
    double last = rounds.get(rounds.size() - 1).loss();
    report.value(name + ".first-loss", first);
    report.value(name + ".last-loss", last);
    report.value(
        name + ".examples-per-second",
        Spread.of(rounds.stream().skip(1).map(it -> it.numExamples() / it.wallSeconds()).toList())
            .median());
    if (!(last < first)) {
      throw new IllegalStateException(
          "expected a loss that falls, found %s at first and %s at last".formatted(first, last));
    }
  }

  private void benchmark(ComputeModel model, String name) {
    int batchSize = scale.batchSize(model);
    StepTimes ours = client.steps(model, scale);
    report.note("%s batch %d: %s", model.word(), batchSize, ours.words());
    report.value(name + ".examples-per-second", batchSize / ours.secondsPerStep());
    report.value(name + ".peak-share", ours.peakShare(model, batchSize));
    report.value(name + ".copy-share", ours.copySeconds() / ours.secondsPerStep());
    if (torch.isPresent()) {
      double seconds = torch.get().seconds(model, batchSize, ours.numParameters());
      report.value(name + ".torch-examples-per-second", batchSize / seconds);
      report.value(name + ".vs-torch", seconds / ours.secondsPerStep());
    }
  }
}
