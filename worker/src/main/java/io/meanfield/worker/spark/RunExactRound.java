package io.meanfield.worker.spark;

import io.meanfield.datasets.DataException;
import io.meanfield.worker.ComputeThreads;
import io.meanfield.worker.Rank;
import io.meanfield.worker.collective.PeerFailure;
import io.meanfield.worker.collective.Session;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.ParameterVersion;
import io.meanfield.worker.protocol.PeerLimits;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.sync.RankPlan;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.BarrierTaskInfo;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/**
 * A barrier task's part in an exact round: one rank, from the blocks of its slices to those of the
 * next version. Gives the driver what it needs of them.
 */
public final class RunExactRound extends AbstractFunction1<Iterator<Integer>, Iterator<RankResult>>
    implements Serializable {
  private static final long serialVersionUID = 1;
  private static final IdlePool<Rank> RANKS = new IdlePool<>();

  private final Broadcast<RunSpec> run;
  private final Broadcast<ParameterVersion> parameters;
  private final RoundSpec round;
  private final Blocks blocks;
  private final Meeting meeting;

  /**
   * How ranks find each other.
   *
   * @param known where executors listen that were met before. If one of a round's is missing, all
   *     ranks tell each other, which takes Spark a second.
   */
  public record Meeting(PeerLimits limits, Map<String, PeerAddress> known) implements Serializable {
    public Meeting {
      known = Map.copyOf(known);
    }
  }

  /** The state before the round and after it. */
  public record Blocks(SliceBlocks before, SliceBlocks after) implements Serializable {}

  public RunExactRound(
      Broadcast<RunSpec> run,
      Broadcast<ParameterVersion> parameters,
      RoundSpec round,
      Blocks blocks,
      Meeting meeting) {
    this.run = run;
    this.parameters = parameters;
    this.round = round;
    this.blocks = blocks;
    this.meeting = meeting;
  }

  @Override
  public Iterator<RankResult> apply(Iterator<Integer> ranks) {
    RunSpec spec = run.value();
    ComputeThreads.prepare(spec.compute());
    BarrierTaskContext task = BarrierTaskContext.get();
    try (NetworkPeers peers = peers(task, spec)) {
      Outcome outcome = outcome(peers, spec);
      RankResult result =
          new RankResult(
              executors(task).get(peers.rank()),
              network().address(),
              outcome.slices(),
              outcome.failure());
      return CollectionConverters.asScala(List.of(result).iterator());
    }
  }

  /** As in {@link RankResult}. */
  private record Outcome(List<SliceState> slices, RuntimeException failure) {}

  /** What another attempt would meet again is no failure of the task, or Spark would try it. */
  private Outcome outcome(NetworkPeers peers, RunSpec spec) {
    try {
      return new Outcome(train(peers, spec), null);
    } catch (PeerFailure e) {
      return new Outcome(List.of(), null);
    } catch (TrainingException | DataException e) {
      if (e instanceof TrainingException training && training.code() == ErrorCode.CLUSTER) {
        throw e;
      }
      peers.fail();
      return new Outcome(List.of(), e);
    }
  }

  private List<SliceState> train(NetworkPeers peers, RunSpec spec) {
    Rank rank = RANKS.borrow(spec.runId(), () -> new Rank(spec));
    List<SliceState> owned = owned(peers, spec);
    List<SliceState> after = rank.run(round, owned, round.valuesOf(parameters.value()), peers);
    after.forEach(blocks.after()::put);
    try {
      RANKS.giveBack(spec.runId(), rank);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return after.stream().map(SliceState::parametersAlone).toList();
  }

  private List<SliceState> owned(NetworkPeers peers, RunSpec spec) {
    RankPlan plan = new RankPlan(spec.training().replicas(), peers.numRanks());
    return IntStream.range(plan.from(peers.rank()), plan.to(peers.rank()))
        .mapToObj(blocks.before()::get)
        .toList();
  }

  private NetworkPeers peers(BarrierTaskContext task, RunSpec spec) {
    return new NetworkPeers(
        network(),
        new Session(spec.runId(), task.stageId(), task.stageAttemptNumber()),
        addresses(task),
        task.partitionId(),
        meeting.limits().patience(),
        task::killTaskIfInterrupted);
  }

  private List<PeerAddress> addresses(BarrierTaskContext task) {
    List<String> executors = executors(task);
    if (meeting.known().keySet().containsAll(executors)) {
      return executors.stream().map(meeting.known()::get).toList();
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
    return PeerNetwork.ofThisProcess(meeting.limits().firstPort());
  }
}
