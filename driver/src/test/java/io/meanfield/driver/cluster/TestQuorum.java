package io.meanfield.driver.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds that do not wait for every replica, on real executors. */
@Tag("cluster")
class TestQuorum {
  private static final String ABSENT = "is committed without the replicas";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> SETTINGS =
      List.of(
          "training.replicas=4",
          "training.batch-size=16",
          "training.epochs=6",
          "sync.local-steps=4",
          "sync.strategy=diloco",
          "sync.outer-momentum=0.5",
          "checkpoint.every-rounds=7");

  @TempDir static Path folder;
  private static String strict;

  @BeforeAll
  static void runWithAllReplicas() throws Exception {
    strict = run("strict", "local[2]").result();
  }

  @Test
  void aQuorumThatNobodyIsMissingFromHasTheBytesOfAllReplicas() throws Exception {
    assertEquals(
        strict, run("patient", "local[2]", "sync.quorum=0.5", "sync.deadline=1000").result());
  }

  @Test
  void anExecutorThatBecomesSlowIsNotWaitedFor() throws Exception {
    try (SparkCluster cluster = new SparkCluster(folder.resolve("cluster"), 2)) {
      TrainingProcess training =
          run("slow", cluster.master(), "sync.quorum=0.5", "sync.deadline=1.5");
      training.await(line -> line.contains("round 5/"));
      try (SlowProcess slow = new SlowProcess(cluster.executors().get(0))) {
        training.await(line -> line.contains(ABSENT));
      }
      training.result();
    }
    List<JsonNode> events = events("slow");
    assertTrue(events.stream().anyMatch(TestQuorum::namesMissingReplicas), events::toString);
    assertEquals(examplesByEpoch(events("strict")), examplesByEpoch(events));
  }

  /** A process that gets a twentieth of its time, until this is closed. */
  private record SlowProcess(ProcessHandle slowed, Process slowing) implements AutoCloseable {
    SlowProcess(ProcessHandle slowed) throws IOException {
      this(slowed, slowly(slowed.pid()));
    }

    private static Process slowly(long pid) throws IOException {
      String loop = "while kill -STOP %1$d; do sleep 0.95; kill -CONT %1$d; sleep 0.05; done";
      return new ProcessBuilder("bash", "-c", loop.formatted(pid)).start();
    }

    @Override
    public void close() throws IOException {
      try {
        slowing.destroyForcibly().waitFor();
        new ProcessBuilder("kill", "-CONT", "" + slowed.pid()).start().waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  private static boolean namesMissingReplicas(JsonNode event) {
    return event.get("event").asText().equals("replicas-absent")
        && event.get("missing").size() > 0
        && event.get("left-out").isEmpty();
  }

  private static SortedMap<Integer, Long> examplesByEpoch(List<JsonNode> events) {
    SortedMap<Integer, Long> examples = new TreeMap<>();
    events.stream()
        .filter(event -> event.get("event").asText().equals("round-committed"))
        .forEach(
            event ->
                examples.merge(
                    event.get("epoch").asInt(), event.get("examples").asLong(), Long::sum));
    return examples;
  }

  private static List<JsonNode> events(String name) throws IOException {
    try (Stream<String> lines =
        Files.lines(folder.resolve("run-" + name).resolve("events/attempt-1.jsonl"))) {
      return lines.map(TestQuorum::parse).toList();
    }
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException(line, e);
    }
  }

  private static TrainingProcess run(String name, String master, String... more) throws Exception {
    String[] settings = Stream.concat(SETTINGS.stream(), Stream.of(more)).toArray(String[]::new);
    return new SmallRuns("conf/digits-lenet.yaml", settings).start(folder, name, master);
  }
}
