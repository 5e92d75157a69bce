package io.meanfield.worker;

import io.meanfield.worker.collective.Peers;
import io.meanfield.worker.protocol.ReplicaOutcome;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.Resumption;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.sync.LocalSteps;
import io.meanfield.worker.sync.SliceReducer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A rank whose replicas make steps by themselves, one after the other: deltas to the owners of
 * slices, the outer step by each owner, parameters to everyone.
 */
final class LocalRank implements Rank {
  private final RunSpec run;
  private final Replica replica;
  private final SliceReducer reducer;
  private final InstantSource clock;
  private float[] parameters;
  private long version = -1; // of the parameters

  LocalRank(RunSpec run, InstantSource clock) {
    this.run = run;
    this.replica = new Replica(run);
    this.reducer = new SliceReducer((LocalSteps) run.sync(), run.layout(), run.slicePlan());
    this.clock = clock;
  }

  @Override
  public RankOutcome run(RoundSpec round, RoundStates states, Peers peers) {
    if (version != round.parameterVersion()) {
      parameters = states.parameters();
    }
    Resumption resumption = new Resumption(0, clock.instant());
    DeltaExchange exchange = new DeltaExchange(run, round, peers);
    List<ReplicaReport> reports = new ArrayList<>();
    for (int number : exchange.numbers()) {
      ReplicaOutcome outcome = runReplica(round, states.replica(number), peers);
      exchange.scatter(outcome.delta());
      states.keep(outcome.state());
      reports.add(outcome.delta().report());
    }
    List<SliceState> slices = new ArrayList<>();
    for (int number : exchange.numbers()) {
      SliceState slice = reduce(number, states, exchange);
      round.requireFinite(slice.values().parameters());
      exchange.publish(slice);
      states.keep(slice);
      slices.add(slice);
    }
    parameters = exchange.gather(slices);
    version = round.parameterVersion() + 1;
    return new RankOutcome(reports, resumption);
  }

  /** Deltas are of whole rounds, so there is nothing to go on from but the beginning. */
  @Override
  public RankOutcome runAgain(RoundSpec round, RoundStates states, Peers peers) {
    return run(round, states, peers);
  }

  private ReplicaOutcome runReplica(RoundSpec round, ReplicaState state, Peers peers) {
    try {
      return replica.run(round, state, parameters, peers::stayInTouch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SliceState reduce(int number, RoundStates states, DeltaExchange exchange) {
    return new SliceState(
        number, reducer.reduce(number, states.slice(number), exchange.contributions(number)));
  }

  @Override
  public void close() throws IOException {
    replica.close();
  }
}
