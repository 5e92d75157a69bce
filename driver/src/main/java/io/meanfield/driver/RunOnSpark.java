package io.meanfield.driver;

import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.driver.RunCheckpoints.Identity;
import io.meanfield.driver.config.EffectiveConfig;
import io.meanfield.driver.config.RunConfig;
import io.meanfield.driver.evaluate.Evaluation;
import io.meanfield.driver.evaluate.Metrics;
import io.meanfield.driver.report.Event;
import io.meanfield.driver.report.EventLog;
import io.meanfield.driver.report.Progress;
import io.meanfield.driver.report.ResultLines;
import io.meanfield.driver.report.Tables;
import io.meanfield.driver.round.Quorum;
import io.meanfield.driver.round.RoundPlan;
import io.meanfield.driver.round.RunMachine;
import io.meanfield.driver.spark.Engine;
import io.meanfield.driver.spark.Engines;
import io.meanfield.driver.spark.SparkApplication;
import io.meanfield.driver.spark.SparkJobs;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.LocalSteps;
import io.meanfield.zoo.Network;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.OptionalDouble;
import java.util.UUID;

/** A run in its surroundings: data before it, model and evaluation after it. */
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
    DataSpec data =
        new DataPreparation(application, out).prepare(config.dataset(), config.cluster());
    Manifest manifest = data.dataset().manifest();
    new DataChecks(config, manifest).requireFits();
    Network network = new ModelBuilder(storage).build(config, manifest);
    if (config.model().wordVectors().isPresent() && RunFolder.isNew(storage, config)) {
      new PretrainedWords(storage, out).load(config.model().wordVectors().get(), network, manifest);
    }
    RunFolder folder = RunFolder.claim(storage, config, manifest);
    try (OutputStream eventFile = folder.newEvents()) {
      EventLog events = new EventLog(eventFile, InstantSource.system());
      RunSpec spec = spec(data, network);
      try (Engine engine = engine(spec, events)) {
        Standing end = train(engine, spec, network, folder, events);
        network.setParameters(end.finalParameters());
        folder.saveModel(new SavedModel(network, manifest, config));
        Evaluation evaluation = judge(end, network, data, folder, events);
        events.write(finished(end, evaluation));
        report(end, evaluation, folder);
      } catch (RuntimeException | IOException e) {
        events.write(Failure.of(e).event());
        throw e;
      }
    }
  }

  private RunSpec spec(DataSpec data, Network network) {
    return new RunSpec(
        UUID.randomUUID().toString(),
        config.run().seed(),
        network.definition(),
        network.layout(),
        data,
        config.training(),
        config.sync(),
        config.compute());
  }

  private Engine engine(RunSpec spec, EventLog events) {
    return new Engines(application.spark(), jobs, config.cluster().peerLimits())
        .of(spec, choice -> events.write(Event.LocalStepsChosen.of(choice)));
  }

  private Standing train(
      Engine engine, RunSpec spec, Network network, RunFolder folder, EventLog events)
      throws IOException {
    DataSpec data = spec.data();
    RoundPlan plan = new RoundPlan(spec.stepPlan(), config.training().epochs());
    Identity identity =
        new Identity(EffectiveConfig.sha256(config), data.dataset().manifest().hash());
    RunCheckpoints checkpoints =
        new RunCheckpoints(
            folder.checkpoints(config.checkpoint()),
            config.checkpoint(),
            engine.states(),
            identity);
    Validation validation =
        new Validation(
            config.evaluation(),
            scoring(network, data).on(Part.VALIDATION),
            data.dataset().manifest().labels().names());
    Standing start =
        checkpoints
            .latest()
            .orElseGet(() -> Standing.beginning(engine.states().initial(network.parameters())));
    long numRounds = plan.expectedRounds(start.position(), engine.stepsPerRound(start.position()));
    events.write(started(start, numRounds, spec, folder));
    try (Progress progress = Progress.on(out)) {
      RunMachine machine = new RunMachine(spec.runId(), plan, quorum(), start.position());
      return new TrainingJob(machine, engine, validation, checkpoints)
          .run(start, new RunObserver(plan, engine::stepsPerRound, events, progress, start));
    }
  }

  private Quorum quorum() {
    int numReplicas = config.training().replicas();
    return config.sync() instanceof LocalSteps strategy
        ? new Quorum(numReplicas, strategy.numNeeded(numReplicas))
        : Quorum.all(numReplicas);
  }

  private Event started(Standing start, long numRounds, RunSpec spec, RunFolder folder) {
    if (start.round() > 0) {
      out.println("resuming after round %d of %d".formatted(start.round(), numRounds));
      return new Event.RunResumed(folder.path(), start.round());
    }
    return new Event.RunStarted(
        spec.data().dataset().manifest().hash(),
        config.model().toString(),
        spec.layout().length(),
        spec.training().replicas(),
        numRounds);
  }

  private Evaluation judge(
      Standing end, Network network, DataSpec data, RunFolder folder, EventLog events)
      throws IOException {
    Scoring scoring = scoring(network, data);
    Part part = scoring.judgingPart();
    Metrics metrics =
        Metrics.of(
            scoring.on(part).score(end.finalParameters()),
            data.dataset().manifest().labels().names());
    Evaluation evaluation = new Evaluation(ParameterHash.of(end.finalParameters()), part, metrics);
    folder.saveEvaluation(evaluation);
    events.write(Event.Evaluated.of(end.round(), part, metrics));
    return evaluation;
  }

  private static Event finished(Standing end, Evaluation evaluation) {
    return new Event.RunFinished(
        end.round(), end.totals().numExamples(), evaluation.parametersSha256());
  }

  private Scoring scoring(Network network, DataSpec data) {
    return new Scoring(application, jobs, network.definition(), data);
  }

  private void report(Standing end, Evaluation evaluation, RunFolder folder) {
    out.println(Tables.metrics(evaluation.metrics()));
    out.println(Tables.phases(end.totals().times()));
    Tables.padding(end.totals().padding()).ifPresent(out::println);
    out.println("run folder: " + folder.path());
    OptionalDouble speed = OptionalDouble.of(end.totals().examplesPerSecond());
    ResultLines.of(evaluation, speed).forEach(out::println);
  }
}
