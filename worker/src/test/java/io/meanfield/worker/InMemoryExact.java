package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.collective.InMemoryPeers;
import io.meanfield.worker.collective.Peers;
import io.meanfield.worker.collective.Session;
import io.meanfield.worker.protocol.ReplicaReport;
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
      long round, float[] parameters, List<SliceState> slices, List<ReplicaReport> reports) {

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
    return new Standing(0, parameters.clone(), first, List.of());
  }

  float[] initialParameters() {
    return SmallRuns.initialParameters(run);
  }

  /** The next round on so many ranks, each in a process of its own. */
  Standing next(Standing before, int numRanks) throws Exception {
    while (processes.size() < numRanks) {
      processes.add(new Holdings());
    }
    List<RankOutcome> outcomes = new ArrayList<>();
    for (Future<RankOutcome> rank :
        begin(before, peers(numRanks), processes.subList(0, numRanks), Rank::run)) {
      outcomes.add(result(rank));
    }
    return after(before, outcomes);
  }

  /**
   * The next round, in which a rank is lost.
   *
   * @param lost the rank that is
   * @param numSends messages that it sends before
   * @return what it and the survivors end with: an exception each, but for who was ready
   */
  List<Future<RankOutcome>> loseRank(Standing before, int numRanks, int lost, int numSends)
      throws Exception {
    List<InMemoryPeers> peers = peers(numRanks);
    peers.get(lost).dieAfter(numSends);
    processes.clear();
    for (int i = 0; i < numRanks; i++) {
      processes.add(new Holdings());
    }
    List<Future<RankOutcome>> ends = begin(before, peers, List.copyOf(processes), Rank::run);
    processes.remove(lost);
    return ends;
  }

  /** The same round again: on the ranks that survived, and as many new ones. */
  List<RankOutcome> again(Standing before, int numNewcomers) throws Exception {
    for (int i = 0; i < numNewcomers; i++) {
      processes.add(new Holdings());
    }
    List<RankOutcome> outcomes = new ArrayList<>();
    for (Future<RankOutcome> rank :
        begin(before, peers(processes.size()), processes, Rank::runAgain)) {
      outcomes.add(result(rank));
    }
    return outcomes;
  }

  /** Where a run stands after a round. */
  Standing after(Standing before, List<RankOutcome> outcomes) {
    List<SliceState> after = outcomes.stream().flatMap(o -> o.slices().stream()).toList();
    List<ReplicaReport> reports = outcomes.stream().flatMap(o -> o.reports().stream()).toList();
    return new Standing(before.round() + 1, SliceState.join(after, slices), after, reports);
  }

  /** What a rank does. */
  private interface Part {
    RankOutcome run(Rank rank, RoundSpec round, RoundStart start, Peers peers);
  }

  private List<InMemoryPeers> peers(int numRanks) {
    return InMemoryPeers.group(new Session(run.runId(), numSessions++, 0), numRanks);
  }

  /** Has all ranks end, well or not. */
  private List<Future<RankOutcome>> begin(
      Standing before, List<InMemoryPeers> peers, List<Holdings> homes, Part part)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(peers.size());
    List<Future<RankOutcome>> running = new ArrayList<>();
    for (int i = 0; i < peers.size(); i++) {
      InMemoryPeers seat = peers.get(i);
      Holdings home = homes.get(i);
      running.add(threads.submit(() -> run(before, seat, home, part)));
    }
    threads.shutdown();
    assertTrue(threads.awaitTermination(DEADLINE_SECONDS, TimeUnit.SECONDS));
    return running;
  }

  private RankOutcome run(Standing before, InMemoryPeers peers, Holdings home, Part part)
      throws IOException {
    RoundStart start =
        new RoundStart(
            before::parameters,
            slice -> before.slices().get(slice).values(),
            replica -> {
              throw new IllegalStateException("ranks share one state");
            });
    try (Rank rank = Rank.of(run, home, InstantSource.system())) {
      return part.run(rank, InMemoryRounds.round(run, before.round()), start, peers);
    } catch (RuntimeException e) {
      peers.leave();
      throw e;
    }
  }

  /** The part of one rank in the next round. */
  RankOutcome run(Standing before, InMemoryPeers peers) throws IOException {
    return run(before, peers, new Holdings(), Rank::run);
  }

  private static RankOutcome result(Future<RankOutcome> rank) throws Exception {
    try {
      return rank.get();
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }
}
