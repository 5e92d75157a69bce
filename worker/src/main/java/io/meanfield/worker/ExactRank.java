package io.meanfield.worker;

import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.worker.Custody.Possession;
import io.meanfield.worker.collective.Peers;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.Resumption;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.sync.FixedTree.Node;
import io.meanfield.zoo.Network;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A rank that makes every step together with the others, by the gradients of all replicas. */
final class ExactRank implements Rank {
  private final RunSpec run;
  private final Network network;
  private final WatchedNetwork watched;
  private final BatchesAhead batches;
  private final FlatUpdater updater;
  private final Holdings holdings;
  private final InstantSource clock;
  private long parametersAfter = -1; // steps of the run, for all parameters of the network

  ExactRank(RunSpec run, Holdings holdings, InstantSource clock) {
    this.run = run;
    this.network = Network.create(run.network(), run.compute().precision());
    this.watched = new WatchedNetwork(network, run.compute().backend());
    this.batches = new BatchesAhead(run);
    this.updater = new FlatUpdater(run.training(), run.layout(), run.totalSteps());
    this.holdings = holdings;
    this.clock = clock;
  }

  @Override
  public RankOutcome run(RoundSpec round, RoundStates states, Peers peers) {
    Custody custody = new Custody(run, peers, holdings);
    return run(round, states, custody, begin(round, states, custody));
  }

  @Override
  public RankOutcome runAgain(RoundSpec round, RoundStates states, Peers peers) {
    if (!run.exact().recoversSteps()) {
      return run(round, states, peers);
    }
    Custody custody = new Custody(run, peers, holdings);
    Possession possession =
        custody
            .recover(
                firstStep(round), run.stepOfRun(round, round.endStep()), network.parameterMemory())
            .orElseGet(() -> begin(round, states, custody));
    return run(round, states, custody, possession);
  }

  private Possession begin(RoundSpec round, RoundStates states, Custody custody) {
    if (parametersAfter != firstStep(round)) {
      network.setParameters(states.parameters());
    }
    return custody.begin(firstStep(round), states);
  }

  private RankOutcome run(
      RoundSpec round, RoundStates states, Custody custody, Possession possession) {
    Map<Integer, float[]> residuals = residuals(possession.own().slices(), states);
    Exchange exchange = custody.exchange(residuals);
    Stopwatch stopwatch = new Stopwatch(System::nanoTime);
    LocalGradients gradients = new LocalGradients(run, round, watched, batches, stopwatch);
    ExactStep exactStep =
        new ExactStep(
            gradients, exchange, custody.mirrors(possession, exchange), updater, stopwatch);
    FloatBuffer parameters = network.parameterMemory();
    int numDone = (int) (possession.step() - firstStep(round));
    Resumption resumption = new Resumption(numDone, clock.instant());
    batches.begin(round.epoch(), examples(round, round.firstStep() + numDone, exchange.nodes()));
    for (long step = round.firstStep() + numDone; step < round.endStep(); step++) {
      exactStep.run(parameters, possession.own(), step, run.stepOfRun(round, step));
      holdings.forgetBefore(custody.peers().session());
    }
    round.requireFinite(possession.own().newest().parameters());
    parametersAfter = run.stepOfRun(round, round.endStep());
    possession.all().forEach(holding -> keep(holding, states));
    residuals.forEach(
        (replica, residual) -> states.keep(new ReplicaState(replica, 0, new float[0][], residual)));
    Counts counts = custody.peers().rank() == 0 ? possession.own().newest().counts() : Counts.NONE;
    ReplicaReport report =
        new ReplicaReport(
            possession.own().slices().get(0),
            counts.numExamples(),
            counts.lossSum(),
            ComputeThreads.kernels(),
            stopwatch.times(),
            batches.padding());
    return new RankOutcome(List.of(report), resumption);
  }

  /** In the order in which this rank's replicas will be asked for their gradients. */
  private List<Range> examples(RoundSpec round, long firstStep, List<Node> nodes) {
    List<Range> examples = new ArrayList<>();
    for (long step = firstStep; step < round.endStep(); step++) {
      for (Node node : nodes) {
        for (int replica = node.low(); replica < node.high(); replica++) {
          examples.add(new Moment(run, round, step, replica).examples());
        }
      }
    }
    return examples;
  }

  /** Copies of what this rank's replicas did not send so far, where they keep it. */
  private Map<Integer, float[]> residuals(List<Integer> replicas, RoundStates states) {
    Map<Integer, float[]> residuals = new TreeMap<>();
    if (run.exact().wire().hasErrorFeedback()) {
      replicas.forEach(r -> residuals.put(r, states.replica(r).residual().clone()));
    }
    return residuals;
  }

  private static void keep(Holding holding, RoundStates states) {
    for (int number : holding.slices()) {
      states.keep(new SliceState(number, holding.slice(number)));
    }
  }

  private long firstStep(RoundSpec round) {
    return run.stepOfRun(round, round.firstStep());
  }

  @Override
  public void close() throws IOException {
    batches.close();
  }
}
