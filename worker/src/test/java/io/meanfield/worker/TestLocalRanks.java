package io.meanfield.worker;

import io.meanfield.worker.InMemoryRounds.Standing;
import io.meanfield.worker.collective.InMemoryPeers;
import io.meanfield.worker.collective.Session;
import io.meanfield.worker.optim.Adam;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.sync.Diloco;
import io.meanfield.zoo.NetworkDefinition;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rounds of local steps on ranks give what they give in one thread, however many ranks there are.
 */
@Tag("unit")
class TestLocalRanks {
  private static final int ROUNDS = 4;

  @TempDir private static Path folder;
  private static DataSpec data;

  @BeforeAll
  static void publish() throws Exception {
    data = PatternImages.publish(folder, 101);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void theNumberOfRanksDoesNotMatter(int numRanks) throws Exception {
    for (NetworkDefinition network : List.of(SmallRuns.mlp(0.3), SmallRuns.batchNormCnn())) {
      RunSpec run =
          SmallRuns.run(
              data,
              network,
              SmallRuns.training(TestSameBytes.REPLICAS, 8, new Adam(0.01, 0.9, 0.999, 1e-8)),
              new Diloco(2, 0.7, 0.9));
      InMemoryRounds rounds = InMemoryRounds.of(run);
      Standing start = rounds.start(SmallRuns.initialParameters(run));
      Standing found = start;
      List<Rank> ranks = new ArrayList<>();
      for (int i = 0; i < numRanks; i++) {
        ranks.add(Rank.of(run, new Holdings(), InstantSource.system()));
      }
      for (int round = 0; round < ROUNDS; round++) {
        found = next(run, ranks, found);
      }
      TestSameBytes.assertSame(rounds.run(start, ROUNDS), found);
      for (Rank rank : ranks) {
        rank.close();
      }
    }
  }

  private static Standing next(RunSpec run, List<Rank> ranks, Standing before) throws Exception {
    KeptStates states = new KeptStates(before.parameters(), before.slices(), before.replicas());
    Session session = new Session(run.runId(), (int) before.round(), 0);
    List<InMemoryPeers> peers = InMemoryPeers.group(session, ranks.size());
    RoundSpec round = InMemoryRounds.round(run, before.round());
    List<Future<RankOutcome>> running =
        InMemoryExact.together(
            ranks.size(), rank -> ranks.get(rank).run(round, states, peers.get(rank)));
    List<ReplicaReport> reports = new ArrayList<>();
    for (Future<RankOutcome> rank : running) {
      reports.addAll(rank.get().reports());
    }
    return new Standing(
        before.round() + 1,
        SliceState.join(states.slices(), run.slicePlan()),
        states.replicas(),
        states.slices().stream().map(SliceState::values).toList(),
        reports);
  }
}
