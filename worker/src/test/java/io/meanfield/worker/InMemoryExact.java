package io.meanfield.worker;

import io.meanfield.worker.collective.InMemoryPeers;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.sync.RankPlan;
import io.meanfield.worker.sync.Slice;
import io.meanfield.worker.sync.SlicePlan;
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

  InMemoryExact(RunSpec run) {
    this.run = run;
    this.slices = run.slicePlan();
  }

  /** Everything that is left of the rounds so far. */
  record Standing(long round, float[] parameters, List<SliceState> slices) {

    /** Mean training loss of the latest round. */
    double loss() {
      List<ReplicaReport> reports = slices.stream().flatMap(s -> s.reports().stream()).toList();
      return reports.stream().mapToDouble(ReplicaReport::lossSum).sum()
          / reports.stream().mapToLong(ReplicaReport::numExamples).sum();
    }
  }

  Standing start(float[] parameters) {
    int numVectors = run.training().optimizer().numStateVectors();
    List<SliceState> first =
        IntStream.range(0, slices.numSlices())
            .mapToObj(
                s ->
                    new SliceState(
                        s, Slice.beginning(slices.cut(parameters, s), numVectors), List.of()))
            .toList();
    return new Standing(0, parameters.clone(), first);
  }

  float[] initialParameters() {
    return SmallRuns.initialParameters(run);
  }

  /** The next round on so many ranks. */
  Standing next(Standing before, int numRanks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(numRanks);
    try {
      List<Future<List<SliceState>>> running = new ArrayList<>();
      for (InMemoryPeers peers : InMemoryPeers.group(numRanks)) {
        running.add(threads.submit(() -> run(before, peers)));
      }
      List<SliceState> after = new ArrayList<>();
      for (Future<List<SliceState>> rank : running) {
        after.addAll(rank.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
      }
      return new Standing(before.round() + 1, SliceState.join(after, slices), after);
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    } finally {
      threads.shutdownNow();
    }
  }

  /** The part of one rank in the next round. */
  List<SliceState> run(Standing before, InMemoryPeers peers) throws Exception {
    RankPlan plan = new RankPlan(slices.numSlices(), peers.numRanks());
    List<SliceState> owned =
        before.slices().subList(plan.from(peers.rank()), plan.to(peers.rank()));
    try (Rank rank = new Rank(run)) {
      return rank.run(InMemoryRounds.round(run, before.round()), owned, before.parameters(), peers);
    } catch (RuntimeException e) {
      peers.leave();
      throw e;
    }
  }
}
