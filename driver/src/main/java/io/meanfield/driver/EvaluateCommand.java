package io.meanfield.driver;

import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.driver.config.RunConfig;
import io.meanfield.driver.evaluate.Evaluation;
import io.meanfield.driver.evaluate.Metrics;
import io.meanfield.driver.report.ResultLines;
import io.meanfield.driver.report.Tables;
import io.meanfield.driver.spark.SparkApplication;
import io.meanfield.worker.ComputeConfig;
import io.meanfield.worker.protocol.DataSpec;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "evaluate", description = "Measures a trained model on a data set.")
final class EvaluateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "The folder of a run or of a model.")
  private String model;

  @Option(
      names = "--dataset",
      paramLabel = "FOLDER",
      description = "A published data set; by default the one the model was trained with.")
  private Optional<String> dataset = Optional.empty();

  @Option(
      names = "--part",
      description = "${COMPLETION-CANDIDATES}; by default ${DEFAULT-VALUE}.",
      defaultValue = "TEST")
  private Part part;

  @Override
  public Integer call() throws Exception {
    try (SparkApplication application =
        SparkApplication.start("evaluate " + model, ComputeConfig.USUAL)) {
      Storage storage = application.storage();
      SavedModel saved = SavedModel.load(storage, model);
      Evaluation evaluation = evaluate(application, saved, data(storage, saved.config()));
      System.out.println(Tables.metrics(evaluation.metrics()));
      ResultLines.of(evaluation, OptionalDouble.empty()).forEach(System.out::println);
    }
    return 0;
  }

  private DataSpec data(Storage storage, RunConfig config) throws IOException {
    String folder = storage.qualify(dataset.orElse(config.dataset().shards()));
    return new DataSpec(storage, Dataset.load(storage, folder), config.cluster().shardCacheBytes());
  }

  private Evaluation evaluate(SparkApplication application, SavedModel saved, DataSpec data) {
    saved.requireFits(data.dataset());
    Scoring scoring =
        new Scoring(
            application,
            application.jobs(saved.config().cluster()),
            saved.network().definition(),
            data);
    float[] parameters = saved.network().parameters();
    Metrics metrics =
        Metrics.of(scoring.on(part).score(parameters), saved.manifest().labels().names());
    return new Evaluation(ParameterHash.of(parameters), part, metrics);
  }
}
