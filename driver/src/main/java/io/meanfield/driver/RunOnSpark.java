package io.meanfield.driver;

import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.driver.RunCheckpoints.Identity;
import io.meanfield.driver.config.RunConfig;
import io.meanfield.driver.evaluate.Evaluation;
import io.meanfield.driver.evaluate.Metrics;
import io.meanfield.driver.report.Event;
import io.meanfield.driver.report.EventLog;
import io.meanfield.driver.report.Progress;
import io.meanfield.driver.report.ProgressStyle;
import io.meanfield.driver.report.ResultLines;
import io.meanfield.driver.report.Tables;
import io.meanfield.driver.round.RoundPlan;
import io.meanfield.driver.spark.ClusterScorer;
import io.meanfield.driver.spark.RoundEngine;
import io.meanfield.driver.spark.SparkApplication;
import io.meanfield.driver.spark.SparkJobs;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.ScoreSpec;
import io.meanfield.zoo.Network;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;

/** Trains, evaluates and saves one run. */
final class RunOnSpark {
  private final RunConfig config;
  private final SparkApplication application;
  private final SparkJobs jobs;
  private final Storage storage;
  private final PrintStream out;

  RunOnSpark(RunConfig config, SparkApplication application, PrintStream out) {
    this.config = config;
    this.application = application;
    this.jobs = application.jobs(config.cluster());
    this.storage = application.storage();
    this.out = out;
  }

  void run() throws IOException {
    DataSpec data = new DataPreparation(application).prepare(config.dataset(), out);
    Network network = new ModelBuilder(storage).build(config, data.manifest());
    RunFolder folder = RunFolder.claim(storage, config, data.manifest());
    try (OutputStream eventFile = folder.newEvents()) {
      EventLog events = new EventLog(eventFile, InstantSource.system());
      try {
        train(data, network, folder, events);
      } catch (RuntimeException | IOException e) {
        events.write(Failure.of(e).event());
        throw e;
      }
    }
  }

  private void train(DataSpec data, Network network, RunFolder folder, EventLog events)
      throws IOException {
    RunSpec spec = spec(data, network);
    RoundPlan plan =
        new RoundPlan(spec.stepPlan(), config.training().epochs(), config.sync().localSteps());
    RoundEngine engine = new RoundEngine(application.spark(), jobs, spec);
    RunCheckpoints checkpoints =
        new RunCheckpoints(storage, folder.checkpoints(), engine, identity(data.manifest()));
    Standing start =
        checkpoints
            .latest()
            .orElseGet(() -> Standing.beginning(engine.initial(network.parameters())));
    events.write(started(start, plan, spec));
    Standing end;
    try (Progress progress = ProgressStyle.forThisProcess().open(out)) {
      RunObserver observer = new RunObserver(plan, events, progress, start);
      end =
          new TrainingJob(plan, engine, validation(data, network), checkpoints)
              .run(start, observer);
    }
    finish(end, data, network, folder);
  }

  private RunSpec spec(DataSpec data, Network network) {
    return new RunSpec(
        UUID.randomUUID().toString(),
        config.run().seed(),
        network.definition(),
        network.layout(),
        data,
        config.training(),
        config.sync());
  }

  private Validation validation(DataSpec data, Network network) {
    return new Validation(
        config.evaluation(),
        scorer(data, network, Part.VALIDATION),
        data.manifest().labels().names());
  }

  private ClusterScorer scorer(DataSpec data, Network network, Part part) {
    String id = UUID.randomUUID().toString();
    return new ClusterScorer(
        application.spark(), jobs, new ScoreSpec(id, network.definition(), data, part));
  }

  private Identity identity(Manifest manifest) {
    return new Identity(config.sha256(), manifest.hash());
  }

  private Event started(Standing start, RoundPlan plan, RunSpec spec) {
    return start.round() > 0
        ? new Event.RunResumed(config.run().folder(), start.round())
        : new Event.RunStarted(
            spec.data().manifest().hash(),
            config.model().getClass().getSimpleName(),
            spec.layout().length(),
            spec.training().replicas(),
            plan.numRounds());
  }

  private void finish(Standing end, DataSpec data, Network network, RunFolder folder)
      throws IOException {
    long start = System.nanoTime();
    network.setParameters(end.finalParameters());
    Metrics metrics =
        Metrics.of(
            scorer(data, network, Part.TEST).score(application.spark().broadcast(new ParameterVersion(end.round(), end.finalParameters()))),
            data.manifest().labels().names());
    Evaluation evaluation =
        new Evaluation(Sha256.of(end.finalParameters()), Part.TEST, metrics);
    folder.saveModel(new SavedModel(network, data.manifest(), config));
    folder.saveEvaluation(evaluation);
    PhaseTimes times =
        end.totals().times().plus(Phase.EVALUATE, System.nanoTime() - start);
    out.println(Tables.metrics(metrics));
    out.println(Tables.phases(times));
    out.println("Run folder: " + folder.path());
    ResultLines.of(evaluation, end.totals().examplesPerSecond()).forEach(out::println);
  }
}
