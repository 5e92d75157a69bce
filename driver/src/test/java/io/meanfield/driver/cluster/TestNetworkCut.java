package io.meanfield.driver.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two executors lose sight of each other for a while; the driver sees both. */
@Tag("cluster")
class TestNetworkCut {
  private static final String PEER_TIMEOUT = "cluster.peer-timeout=3 s";
  private static final long CUT_SECONDS = 5; // longer than that

  @TempDir static Path folder;
  private static SmallNetwork network;
  private static SparkCluster cluster;

  @BeforeAll
  static void build() throws Exception {
    SmallNetwork.Attempt attempt = SmallNetwork.of(3);
    assumeTrue(attempt.network().isPresent(), attempt.whyNot());
    network = attempt.network().get();
    cluster =
        new SparkCluster(
            folder.resolve("cluster"), network.seat(0), List.of(network.seat(1), network.seat(2)));
  }

  @AfterAll
  static void end() {
    if (network != null) {
      cluster.close();
      network.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"digits-lenet, local-steps", "digits-exact, steps-per-round"})
  void theBytesStayTheSame(String config, String length) throws Exception {
    SmallRuns runs =
        new SmallRuns(
            "conf/%s.yaml".formatted(config),
            "training.epochs=2",
            "sync.%s=8".formatted(length),
            PEER_TIMEOUT);
    String expected = runs.start(folder, config + "-undisturbed", "local[2]").result();
    TrainingProcess training = runs.start(folder, config, cluster);
    training.await(line -> line.contains("round 3/"));
    network.cut(1, 2);
    long numRounds = training.count(TestNetworkCut::isRound);
    assertTrue(numRounds >= 3, "no rounds are seen");
    TimeUnit.SECONDS.sleep(CUT_SECONDS);
    long numMore = training.count(TestNetworkCut::isRound) - numRounds;
    assertTrue(numMore <= 1, numMore + " rounds in spite of it: one may have been almost done");
    network.mend(1, 2);
    assertEquals(expected, training.result());
  }

  private static boolean isRound(String line) {
    return line.contains("round ") && line.contains(" left");
  }
}
