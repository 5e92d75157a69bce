package io.meanfield.benchmarks.gpu;

import io.meanfield.benchmarks.model.ComputeModel;
import io.meanfield.benchmarks.sync.Checkout;
import io.meanfield.benchmarks.sync.RunEvents.Round;
import io.meanfield.benchmarks.sync.Trainer;
import io.meanfield.worker.Backend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs of Spark on one executor with one device. Their data come with Meanfield: digits, enlarged
 * for resnet18, and sentences, of which gpt learns the next word.
 */
record TrainingRuns(Path folder, Backend backend, Scale scale) {

  /** What happened in its rounds. */
  List<Round> train(ComputeModel model) {
    List<String> arguments = new ArrayList<>(cluster());
    arguments.addAll(List.of("training.replicas=1", "training.batch-size=32"));
    arguments.addAll(overrides(model));
    Path run = folder.resolve(model.word() + "-run");
    return Trainer.trainHere(run, configuration(model), arguments).rounds();
  }

  /** Spark overlooks --executor-memory with local-cluster. */
  private List<String> cluster() {
    List<String> arguments =
        new ArrayList<>(List.of("--master", "local-cluster[1,1,3072]", "--driver-memory", "3g"));
    arguments.addAll(List.of("--conf", "spark.executor.memory=3g"));
    arguments.addAll(List.of("--conf", "spark.ui.enabled=false"));
    if (backend == Backend.CUDA) {
      arguments.addAll(List.of("--gpu", "compute.backend=cuda", "cluster.slot-timeout=5 min"));
      arguments.addAll(List.of("--conf", "spark.worker.resource.gpu.amount=1"));
      arguments.addAll(
          List.of(
              "--conf",
              "spark.worker.resource.gpu.discoveryScript=" + Checkout.script("find-gpus.sh")));
    }
    return arguments;
  }

  private static Path configuration(ComputeModel model) {
    String name = model == ComputeModel.GPT ? "sentences-textcnn.yaml" : "digits-lenet.yaml";
    return Checkout.HOME.resolve("conf").resolve(name);
  }

  private List<String> overrides(ComputeModel model) {
    String digits = "dataset.source.files=[%s]".formatted(data("digits/digits.csv.gz"));
    return switch (model) {
      case LENET -> List.of(digits, "training.epochs=" + scale.choose(20, 3));
      case RESNET18 ->
          List.of(
              digits,
              "dataset.transform={kind: image, height: %1$d, width: %1$d, channels: 1}"
                  .formatted(scale.choose(32, 8)),
              "model={name: resnet, depth: 18}",
              "training.epochs=" + scale.choose(5, 1));
      case GPT ->
          List.of(
              "dataset.source.train=[%s]".formatted(data("sentences/sentences.tsv")),
              "model={name: gpt, dropout: 0, layers: %d, width: %d, heads: %d}"
                  .formatted(scale.choose(6, 2), scale.choose(512, 128), scale.choose(8, 4)),
              "training.loss=next-word",
              "training.epochs=" + scale.choose(2, 1));
      default -> throw new IllegalArgumentException("expected one of MODELS, found " + model);
    };
  }

  private static Path data(String file) {
    return Checkout.HOME.resolve("datasets").resolve(file);
  }
}
