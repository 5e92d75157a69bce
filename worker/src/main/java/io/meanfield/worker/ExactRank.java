package io.meanfield.worker;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.worker.Custody.Possession;
import io.meanfield.worker.collective.Peers;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.Resumption;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.zoo.Network;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.time.InstantSource;
import java.util.List;

/** A rank that makes every step together with the others, by the gradients of all replicas. */
final class ExactRank implements Rank {
  private final RunSpec run;
  private final Network network;
  private final WatchedNetwork watched;
  private final BatchReader reader;
  private final FlatUpdater updater;
  private final Holdings holdings;
  private final InstantSource clock;
  private long parametersAfter = -1; // steps of the run, for all parameters of the network

  ExactRank(RunSpec run, Holdings holdings, InstantSource clock) {
    this.run = run;
    this.network = Network.create(run.network(), run.compute().precision());
    this.watched = new WatchedNetwork(network);
    this.reader = run.data().open(Part.TRAIN);
    this.updater = new FlatUpdater(run.training(), run.layout(), run.totalSteps());
    this.holdings = holdings;
    this.clock = clock;
  }

  @Override
  public RankOutcome run(RoundSpec round, RoundStart start, Peers peers) {
    Custody custody = new Custody(run, peers, holdings);
    return begin(round, start, peers, custody);
  }

  @Override
  public RankOutcome runAgain(RoundSpec round, RoundStart start, Peers peers) {
    Custody custody = new Custody(run, peers, holdings);
    return custody
        .recover(firstStep(round), run.stepOfRun(round, round.endStep()), network.parameterMemory())
        .map(possession -> run(round, peers, custody, possession))
        .orElseGet(() -> begin(round, start, peers, custody));
  }

  private RankOutcome begin(RoundSpec round, RoundStart start, Peers peers, Custody custody) {
    if (parametersAfter != firstStep(round)) {
      network.setParameters(start.parameters().get());
    }
    return run(round, peers, custody, custody.begin(firstStep(round), start));
  }

  private RankOutcome run(RoundSpec round, Peers peers, Custody custody, Possession possession) {
    Stopwatch stopwatch = new Stopwatch(System::nanoTime);
    Exchange exchange = custody.exchange();
    LocalGradients gradients = new LocalGradients(run, round, watched, reader, stopwatch);
    ExactStep exactStep =
        new ExactStep(
            gradients, exchange, custody.mirrors(possession, exchange), updater, stopwatch);
    FloatBuffer parameters = network.parameterMemory();
    int numDone = (int) (possession.step() - firstStep(round));
    Resumption resumption = new Resumption(numDone, clock.instant());
    for (long step = round.firstStep() + numDone; step < round.endStep(); step++) {
      exactStep.run(parameters, possession.own(), step, run.stepOfRun(round, step));
      holdings.forgetBefore(peers.session());
    }
    Counts counts = peers.rank() == 0 ? possession.own().newest().counts() : Counts.NONE;
    ReplicaReport report =
        new ReplicaReport(
            possession.own().slices().get(0),
            counts.numExamples(),
            counts.lossSum(),
            ComputeThreads.kernels(),
            stopwatch.times());
    round.requireFinite(possession.own().newest().parameters());
    parametersAfter = run.stepOfRun(round, round.endStep());
    List<SliceState> copies =
        possession.mirrored().values().stream()
            .flatMap(holding -> slices(holding).stream())
            .toList();
    return new RankOutcome(
        slices(possession.own()), copies, List.of(), List.of(report), resumption);
  }

  private static List<SliceState> slices(Holding holding) {
    return holding.slices().stream()
        .map(number -> new SliceState(number, holding.slice(number)))
        .toList();
  }

  private long firstStep(RoundSpec round) {
    return run.stepOfRun(round, round.firstStep());
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
