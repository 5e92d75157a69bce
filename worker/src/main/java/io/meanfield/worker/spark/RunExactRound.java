package io.meanfield.worker.spark;

import io.meanfield.worker.ComputeThreads;
import io.meanfield.worker.Rank;
import io.meanfield.worker.collective.Session;
import io.meanfield.worker.protocol.ParameterVersion;
import io.meanfield.worker.protocol.PeerLimits;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** A barrier task's part in an exact round: one rank, from its slices to its slices. */
public final class RunExactRound
    extends AbstractFunction1<Iterator<SliceState>, Iterator<SliceState>> implements Serializable {
  private static final long serialVersionUID = 1;
  private static final IdlePool<Rank> RANKS = new IdlePool<>();

  private final Broadcast<RunSpec> run;
  private final Broadcast<ParameterVersion> parameters;
  private final RoundSpec round;
  private final PeerLimits limits;

  public RunExactRound(
      Broadcast<RunSpec> run,
      Broadcast<ParameterVersion> parameters,
      RoundSpec round,
      PeerLimits limits) {
    this.run = run;
    this.parameters = parameters;
    this.round = round;
    this.limits = limits;
  }

  @Override
  public Iterator<SliceState> apply(Iterator<SliceState> slices) {
    List<SliceState> owned = new ArrayList<>(CollectionConverters.asJava(slices.toSeq()));
    owned.sort(Comparator.comparingInt(SliceState::slice));
    float[] start = round.valuesOf(parameters.value());
    RunSpec spec = run.value();
    ComputeThreads.prepare(spec.compute());
    Rank rank = RANKS.borrow(spec.runId(), () -> new Rank(spec));
    try (NetworkPeers peers = peers(spec)) {
      List<SliceState> after = rank.run(round, owned, start, peers);
      RANKS.giveBack(spec.runId(), rank);
      return CollectionConverters.asScala(after.iterator());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private NetworkPeers peers(RunSpec spec) {
    BarrierTaskContext task = BarrierTaskContext.get();
    PeerNetwork network = PeerNetwork.ofThisProcess(limits.firstPort());
    List<PeerAddress> addresses =
        Arrays.stream(task.allGather(network.address().toString()))
            .map(PeerAddress::parse)
            .toList();
    return new NetworkPeers(
        network,
        new Session(spec.runId(), round.round(), task.stageAttemptNumber()),
        addresses,
        task.partitionId(),
        limits.patience(),
        task::killTaskIfInterrupted);
  }
}
