package io.meanfield.worker.spark;

import io.meanfield.datasets.DataException;
import io.meanfield.worker.ComputeThreads;
import io.meanfield.worker.Holdings;
import io.meanfield.worker.Rank;
import io.meanfield.worker.RankOutcome;
import io.meanfield.worker.collective.Patience;
import io.meanfield.worker.collective.PeerFailure;
import io.meanfield.worker.collective.Session;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.PeerLimits;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.Resumption;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.spark.NetworkPeers.Seat;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.BarrierTaskInfo;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/**
 * A barrier task's part in a round: one rank, from the blocks of its slices and replicas to those
 * of the next version. Gives the driver what it needs of them.
 */
public final class RunRank extends AbstractFunction1<Iterator<Integer>, Iterator<RankResult>>
    implements Serializable {
  private static final long serialVersionUID = 1;
  private static final IdlePool<Rank> RANKS = new IdlePool<>();
  private static final Holdings HOLDINGS = new Holdings();

  private final Broadcast<RunSpec> run;
  private final RoundSpec round;
  private final States states;
  private final Attempt attempt;

  /**
   * One of several at the same round.
   *
   * @param number from 1. Later ones go on from what survivors of earlier ones know.
   * @param known where executors listen that were met before. If one of an attempt's is missing,
   *     all ranks tell each other, which takes Spark a second.
   */
  public record Attempt(int number, PeerLimits limits, Map<String, PeerAddress> known)
      implements Serializable {
    public Attempt {
      known = Map.copyOf(known);
    }
  }

  /** The state before the round and after it. */
  public record States(HeldState before, HeldState after) implements Serializable {}

  public RunRank(Broadcast<RunSpec> run, RoundSpec round, States states, Attempt attempt) {
    this.run = run;
    this.round = round;
    this.states = states;
    this.attempt = attempt;
  }

  @Override
  public Iterator<RankResult> apply(Iterator<Integer> ranks) {
    RunSpec spec = run.value();
    ComputeThreads.prepare(spec.compute());
    BarrierTaskContext task = BarrierTaskContext.get();
    try (NetworkPeers peers = peers(task, spec)) {
      Outcome outcome = outcome(task, peers, spec);
      RankResult result =
          new RankResult(
              executors(task).get(peers.rank()),
              network().address(),
              outcome.reports(),
              outcome.resumption(),
              outcome.failure());
      return CollectionConverters.asScala(List.of(result).iterator());
    }
  }

  /** As in {@link RankResult}. */
  private record Outcome(
      List<ReplicaReport> reports, Resumption resumption, RuntimeException failure) {
    static Outcome failed(RuntimeException failure) {
      return new Outcome(List.of(), null, failure);
    }
  }

  /** What another attempt would meet again is no failure of the task, or Spark would try it. */
  private Outcome outcome(BarrierTaskContext task, NetworkPeers peers, RunSpec spec) {
    try {
      RankOutcome outcome = train(task, peers, spec);
      return new Outcome(outcome.reports(), outcome.resumption(), null);
    } catch (PeerFailure e) {
      return Outcome.failed(null);
    } catch (TrainingException | DataException | StateLost e) {
      if (e instanceof TrainingException training && training.code() == ErrorCode.CLUSTER) {
        throw e;
      }
      peers.fail();
      return Outcome.failed(e);
    }
  }

  private RankOutcome train(BarrierTaskContext task, NetworkPeers peers, RunSpec spec) {
    // a run that begins exactly has ranks of both kinds
    String purpose = spec.runId() + spec.sync().getClass();
    try {
      return RANKS.use(
          purpose,
          () -> Rank.of(spec, HOLDINGS, InstantSource.system()),
          rank -> train(rank, task, peers, spec));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RankOutcome train(Rank rank, BarrierTaskContext task, NetworkPeers peers, RunSpec spec) {
    try (BlockStates blocks = new BlockStates(spec, states)) {
      RankOutcome outcome =
          attempt.number() == 1 && task.stageAttemptNumber() == 0
              ? rank.run(round, blocks, peers)
              : rank.runAgain(round, blocks, peers);
      blocks.await();
      return outcome;
    }
  }

  private NetworkPeers peers(BarrierTaskContext task, RunSpec spec) {
    return new NetworkPeers(
        network(),
        new Session(spec.runId(), task.stageId(), task.stageAttemptNumber()),
        new Seat(addresses(task), task.partitionId()),
        new Patience(attempt.limits().patience(), task::killTaskIfInterrupted));
  }

  private List<PeerAddress> addresses(BarrierTaskContext task) {
    List<String> executors = executors(task);
    if (attempt.known().keySet().containsAll(executors)) {
      return executors.stream().map(attempt.known()::get).toList();
    }
    return Arrays.stream(task.allGather(network().address().toString()))
        .map(PeerAddress::parse)
        .toList();
  }

  /** Where the ranks run, in Spark's words. */
  private static List<String> executors(BarrierTaskContext task) {
    return Arrays.stream(task.getTaskInfos()).map(BarrierTaskInfo::address).toList();
  }

  private PeerNetwork network() {
    return PeerNetwork.ofThisProcess(attempt.limits().firstPort());
  }
}
