package io.meanfield.driver.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.meanfield.driver.cluster.KillSchedule.Blow;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is killed or stopped at whatever time, a run ends with the bytes of an undisturbed one.
 * {@code -Dmeanfield.kill-schedules=20} tries as many seeds, {@code -Dmeanfield.kill-seed=7} one.
 */
@Tag("cluster")
class TestKillSchedules {
  private static final int USUAL_NUMBER = 4;
  private static final String PEER_TIMEOUT = "cluster.peer-timeout=3 s";
  private static final long STOP_SECONDS = 6; // longer than that

  @TempDir static Path folder;
  private static final Map<String, String> EXPECTED = new HashMap<>();
  private static SparkCluster cluster;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = new SparkCluster(folder.resolve("cluster"), 2);
  }

  @AfterAll
  static void endCluster() {
    cluster.close();
  }

  static List<KillSchedule> schedules() {
    Long seed = Long.getLong("meanfield.kill-seed");
    return seed == null
        ? LongStream.range(0, Integer.getInteger("meanfield.kill-schedules", USUAL_NUMBER))
            .mapToObj(KillSchedule::of)
            .toList()
        : List.of(KillSchedule.of(seed));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void theBytesStayTheSame(KillSchedule schedule) throws Exception {
    String name = "seed-" + schedule.seed();
    TrainingProcess training = run(schedule, name, cluster.master());
    training.await(line -> line.contains("round " + schedule.round() + "/"));
    TimeUnit.MILLISECONDS.sleep(schedule.delay().toMillis()); // the moment is the schedule's
    List<ProcessHandle> executors = cluster.executors();
    assertFalse(executors.isEmpty(), "no executor to strike in " + schedule);
    switch (schedule.blow()) {
      case KILL_EXECUTOR -> executors.get(0).destroyForcibly();
      case KILL_ALL_EXECUTORS -> executors.forEach(ProcessHandle::destroyForcibly);
      case STOP_EXECUTOR -> stopForAWhile(executors.get(0));
      case KILL_DRIVER -> training.kill();
    }
    if (schedule.blow() == Blow.KILL_DRIVER) {
      training = run(schedule, name, cluster.master());
    }
    assertEquals(expected(schedule), training.result(), schedule.toString());
  }

  private static void stopForAWhile(ProcessHandle executor) throws Exception {
    signal("-STOP", executor);
    try {
      TimeUnit.SECONDS.sleep(STOP_SECONDS);
    } finally {
      signal("-CONT", executor);
    }
  }

  private static void signal(String signal, ProcessHandle process) throws Exception {
    new ProcessBuilder("kill", signal, "" + process.pid()).start().waitFor();
  }

  /** What a run of the same configuration gives that nothing happens to. */
  private static String expected(KillSchedule schedule) throws Exception {
    if (!EXPECTED.containsKey(schedule.yaml())) {
      String name = "undisturbed-" + EXPECTED.size();
      EXPECTED.put(schedule.yaml(), run(schedule, name, "local[2]").result());
    }
    return EXPECTED.get(schedule.yaml());
  }

  private static TrainingProcess run(KillSchedule schedule, String name, String master)
      throws Exception {
    boolean isExact = schedule.yaml().contains("exact");
    return new SmallRuns(
            schedule.yaml(),
            "training.epochs=" + KillSchedule.NUM_EPOCHS,
            "training.clip-norm=1",
            "model.dropout=0.2",
            isExact ? "sync.steps-per-round=8" : "sync.local-steps=8",
            "checkpoint.every-rounds=" + schedule.everyRounds(),
            PEER_TIMEOUT)
        .start(folder, name, master);
  }
}
