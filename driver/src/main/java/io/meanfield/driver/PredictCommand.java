package io.meanfield.driver;

import io.meanfield.datasets.ingest.IngestConfig;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.driver.config.ConfigReader;
import io.meanfield.driver.config.RunConfig;
import io.meanfield.driver.spark.PredictionJob;
import io.meanfield.driver.spark.SparkApplication;
import io.meanfield.driver.spark.SparkJobs;
import io.meanfield.worker.ComputeConfig;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.PredictSpec;
import io.meanfield.worker.protocol.Sampling;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.zoo.Continuation;
import io.meanfield.zoo.Head;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.Network;
import io.meanfield.zoo.NetworkDefinition;
import io.meanfield.zoo.Translation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "predict",
    description = "Applies a trained model to raw data; a language model goes on with texts.")
final class PredictCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "The folder of a run or of a model.")
  private String model;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Raw data in the format of the model's training data, or of --source-of; where that is parallel-text, a text a line. Labels and translations are not needed.")
  private List<String> files;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description = "A new folder for the table.")
  private String output;

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES}; by default ${DEFAULT-VALUE}.",
      defaultValue = "PARQUET")
  private PredictionJob.Format format;

  @Option(
      names = "--source-of",
      paramLabel = "CONFIG",
      description =
          "A configuration whose dataset.source says how the files are read; by default the model's.")
  private Optional<Path> sourceOf = Optional.empty();

  @Mixin private SamplingArguments arguments;

  @Override
  public Integer call() throws Exception {
    try (SparkApplication application =
        SparkApplication.start("predict " + model, ComputeConfig.USUAL)) {
      Storage storage = application.storage();
      SavedModel saved = SavedModel.load(storage, model);
      String folder = storage.qualify(output);
      if (storage.exists(folder)) {
        throw new TrainingException(
            ErrorCode.CONFIGURATION,
            "expected a new folder for the predictions, found %s there already: choose another --output"
                .formatted(folder));
      }
      Network network = saved.network();
      Optional<Sampling> sampling = sampling(network);
      Source source = source(saved).unlabelled(files).within(storage.qualify("."));
      PredictSpec spec =
          new PredictSpec(
              storage,
              source,
              saved.manifest().transform(),
              saved.manifest().labels(),
              network.definition(),
              network.parameters());
      SparkJobs jobs = application.jobs(saved.config().cluster());
      new PredictionJob(application, jobs, spec, sampling).write(format, folder);
      System.out.println("predictions: " + folder);
    }
    return 0;
  }

  /**
   * How a language model is to go on with texts; nothing for other networks.
   *
   * @throws TrainingException with code CONFIGURATION if the network cannot go on or translate word
   *     by word
   */
  private Optional<Sampling> sampling(Network network) {
    NetworkDefinition definition = network.definition();
    if (definition.output().head() != Head.TOKENS) {
      arguments.requireNone(definition);
      return Optional.empty();
    }
    try {
      if (definition.input() instanceof InputShape.Pair) {
        arguments.requireNone(definition);
        new Translation(network); // refuses what tasks would
        return Optional.empty();
      }
      new Continuation(network);
      return Optional.of(arguments.sampling());
    } catch (IllegalArgumentException e) {
      throw new TrainingException(ErrorCode.CONFIGURATION, model + ": " + e.getMessage(), e);
    }
  }

  private Source source(SavedModel saved) {
    RunConfig config =
        sourceOf
            .map(file -> ConfigReader.of(RunConfig.class).read(file, List.of()))
            .orElseGet(saved::config);
    if (config.dataset() instanceof IngestConfig dataset) {
      return dataset.source();
    }
    throw new TrainingException(
        ErrorCode.CONFIGURATION,
        "expected a dataset.source that says how the files are read, found the mixture %s: name the configuration of one of its data sets with --source-of"
            .formatted(config.dataset().shards()));
  }
}
