package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.collective.InMemoryPeers;
import io.meanfield.worker.collective.Peers;
import io.meanfield.worker.collective.Session;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.sync.Slice;
import io.meanfield.worker.sync.SlicePlan;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The in-memory twin of the exact engine on Spark: a thread a rank. */
final class InMemoryExact {
  private static final long DEADLINE_SECONDS = 60;

  private final RunSpec run;
  private final SlicePlan slices;
  private final List<Holdings> processes = new ArrayList<>();
  private int numSessions;

  InMemoryExact(RunSpec run) {
    this.run = run;
    this.slices = run.slicePlan();
  }

  /** Everything that is left of the rounds so far. */
  record Standing(
      long round,
      float[] parameters,
      List<SliceState> slices,
      List<ReplicaState> replicas,
      List<ReplicaReport> reports) {

    /** Mean training loss of the latest round. */
    double loss() {
      return reports.stream().mapToDouble(ReplicaReport::lossSum).sum()
          / reports.stream().mapToLong(ReplicaReport::numExamples).sum();
    }
  }

  Standing start(float[] parameters) {
    int numVectors = run.training().optimizer().numStateVectors();
    List<SliceState> first =
        IntStream.range(0, slices.numSlices())
            .mapToObj(
                s -> new SliceState(s, Slice.beginning(slices.cut(parameters, s), numVectors)))
            .toList();
    List<ReplicaState> replicas =
        IntStream.range(0, run.numReplicaStates()).mapToObj(i -> run.initialState(i)).toList();
    return new Standing(0, parameters.clone(), first, replicas, List.of());
  }

  float[] initialParameters() {
    return SmallRuns.initialParameters(run);
  }

  /** The next round on so many ranks, each in a process of its own. */
  Standing next(Standing before, int numRanks) throws Exception {
    while (processes.size() < numRanks) {
      processes.add(new Holdings());
    }
    List<Ran> ranks = new ArrayList<>();
    for (Future<Ran> rank :
        begin(before, peers(numRanks), processes.subList(0, numRanks), Rank::run)) {
      ranks.add(result(rank));
    }
    return after(before, ranks);
  }

  /**
   * The next round, in which a rank is lost.
   *
   * @param lost the rank that is
   * @param numSends messages that it sends before
   * @return what it and the survivors end with: an exception each, but for who was ready
   */
  List<Future<Ran>> loseRank(Standing before, int numRanks, int lost, int numSends)
      throws Exception {
    List<InMemoryPeers> peers = peers(numRanks);
    peers.get(lost).dieAfter(numSends);
    processes.clear();
    for (int i = 0; i < numRanks; i++) {
      processes.add(new Holdings());
    }
    List<Future<Ran>> ends = begin(before, peers, List.copyOf(processes), Rank::run);
    processes.remove(lost);
    return ends;
  }

  /** The same round again: on the ranks that survived, and as many new ones. */
  List<Ran> again(Standing before, int numNewcomers) throws Exception {
    for (int i = 0; i < numNewcomers; i++) {
      processes.add(new Holdings());
    }
    List<Ran> ranks = new ArrayList<>();
    for (Future<Ran> rank : begin(before, peers(processes.size()), processes, Rank::runAgain)) {
      ranks.add(result(rank));
    }
    return ranks;
  }

  /** What a rank tells of a round, and what it keeps. */
  record Ran(RankOutcome outcome, KeptStates kept) {}

  /** Where a run stands after a round. */
  Standing after(Standing before, List<Ran> ranks) {
    KeptStates all = states(before);
    ranks.forEach(rank -> rank.kept().slices().forEach(all::keep));
    ranks.forEach(rank -> rank.kept().replicas().forEach(all::keep));
    List<ReplicaReport> reports =
        ranks.stream().flatMap(rank -> rank.outcome().reports().stream()).toList();
    return new Standing(
        before.round() + 1,
        SliceState.join(all.slices(), slices),
        all.slices(),
        all.replicas(),
        reports);
  }

  private static KeptStates states(Standing before) {
    List<Slice> values = before.slices().stream().map(SliceState::values).toList();
    return new KeptStates(before.parameters(), values, before.replicas());
  }

  /** What a rank does. */
  private interface Part {
    RankOutcome run(Rank rank, RoundSpec round, RoundStates states, Peers peers);
  }

  private List<InMemoryPeers> peers(int numRanks) {
    return InMemoryPeers.group(new Session(run.runId(), numSessions++, 0), numRanks);
  }

  /** Has all ranks end, well or not. */
  private List<Future<Ran>> begin(
      Standing before, List<InMemoryPeers> peers, List<Holdings> homes, Part part)
      throws InterruptedException {
    return together(peers.size(), rank -> run(before, peers.get(rank), homes.get(rank), part));
  }

  /** What one rank of several does. */
  @FunctionalInterface
  interface Job<T> {
    T run(int rank) throws Exception;
  }

  /** Gives every rank a thread and has all end, well or not. */
  static <T> List<Future<T>> together(int numRanks, Job<T> job) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(numRanks);
    List<Future<T>> running = new ArrayList<>();
    for (int i = 0; i < numRanks; i++) {
      int rank = i;
      running.add(threads.submit(() -> job.run(rank)));
    }
    threads.shutdown();
    assertTrue(threads.awaitTermination(DEADLINE_SECONDS, TimeUnit.SECONDS));
    return running;
  }

  private Ran run(Standing before, InMemoryPeers peers, Holdings home, Part part)
      throws IOException {
    KeptStates states = states(before);
    try (Rank rank = Rank.of(run, home, InstantSource.system())) {
      RoundSpec round = InMemoryRounds.round(run, before.round());
      return new Ran(part.run(rank, round, states, peers), states);
    } catch (RuntimeException e) {
      peers.leave();
      throw e;
    }
  }

  /** The part of one rank in the next round. */
  Ran run(Standing before, InMemoryPeers peers) throws IOException {
    return run(before, peers, new Holdings(), Rank::run);
  }

  private static Ran result(Future<Ran> rank) throws Exception {
    try {
      return rank.get();
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }
}
