package io.meanfield.benchmarks.data;

import io.meanfield.benchmarks.Report;
import io.meanfield.benchmarks.sync.Checkout;
import io.meanfield.benchmarks.sync.RunEvents;
import io.meanfield.benchmarks.sync.RunEvents.Round;
import io.meanfield.benchmarks.sync.Samples;
import io.meanfield.benchmarks.sync.ScalingModel;
import io.meanfield.benchmarks.sync.Trainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The share of their steps' time that lenet and vgg wait for data, in a run of one task slot. */
final class WaitingBenchmark implements DataBenchmark {
  private static final int LENET_SIDE = 28;
  private static final int LENET_IMAGES = 20_000;

  @Override
  public void run(Path folder, Report report) {
    report.note(
        "Share of steps that goes by waiting for their batches, in the second half of a run.");
    report.row("model", List.of("percent"));
    Path vgg = folder.resolve("vgg");
    List<String> ofVgg = new ArrayList<>(ScalingModel.VGG.write(vgg));
    ofVgg.add("model.file=" + vgg.resolve("network.json"));
    ofVgg.add("training.epochs=4");
    ofVgg.add(
        "sync={strategy: average, local-steps: %d}".formatted(ScalingModel.VGG.stepsOfRound()));
    report("vgg", train(vgg, ofVgg), report);

    Path lenet = folder.resolve("lenet");
    Path images = folder.resolve("images");
    Path labels = folder.resolve("labels");
    Samples.images(images, labels, LENET_IMAGES, LENET_SIDE);
    report(
        "lenet",
        train(
            lenet,
            List.of(
                "dataset.source={format: idx, train: [{images: %s, labels: %s}]}"
                    .formatted(images, labels),
                "dataset.transform={kind: image}",
                "model={name: lenet}",
                "training.epochs=8",
                "sync={strategy: average, local-steps: 50}")),
        report);
  }

  private static RunEvents train(Path folder, List<String> overrides) {
    List<String> arguments = new ArrayList<>(List.of("--master", "local[1]"));
    arguments.addAll(overrides);
    return Trainer.trainHere(folder, Checkout.configuration("scaling"), arguments);
  }

  private static void report(String model, RunEvents events, Report report) {
    List<Round> rounds = events.rounds();
    double waited = 0;
    double busy = 0;
    for (Round round : rounds.subList(rounds.size() / 2, rounds.size())) {
      waited += round.seconds("read");
      busy += round.seconds("compute") + round.seconds("update");
    }
    double percent = 100 * waited / (waited + busy);
    report.row(model, List.of("%.2f".formatted(percent)));
    report.value("waiting.%s.percent".formatted(model), percent);
  }
}
