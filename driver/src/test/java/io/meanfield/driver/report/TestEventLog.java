package io.meanfield.driver.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meanfield.datasets.Part;
import io.meanfield.driver.evaluate.ClassTallies;
import io.meanfield.worker.protocol.Phase;
import io.meanfield.worker.protocol.PhaseTimes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestEventLog {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final List<Event> EVENTS =
      List.of(
          new Event.RunStarted("ab12", "lenet", 44426, 2, 40),
          new Event.RunResumed("checkpoints/round-12", 12),
          new Event.RoundCommitted(
              3,
              13,
              0.25,
              1024,
              PhaseTimes.of(Phase.COMPUTE, 7).plus(Phase.READ, 2),
              List.of("openblas SKYLAKEX")),
          new Event.RoundRolledBack(14, 1, "an executor was lost"),
          Event.Evaluated.of(
              13, Part.VALIDATION, ClassTallies.metrics(new int[][] {{1, 0}, {0, 1}})),
          new Event.CheckpointWritten(13, "checkpoints/round-13"),
          new Event.RunFinished(13, 13312, "cd34"),
          new Event.RunFailed("NON_FINITE_LOSS", "expected \"a\"\nfound größer"));

  @Test
  void everyEventIsOneLine() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EventLog log = new EventLog(out, () -> NOON);
    EVENTS.forEach(
        event ->
            Locales.inGermany(
                () -> {
                  log.write(event);
                  return null;
                }));
    String at = "{'at':'2026-01-31T12:00:00.000Z','event':";
    assertEquals(
        List.of(
            at
                + "'run-started','manifest-sha256':'ab12','model':'lenet','num-parameters':44426,"
                + "'replicas':2,'num-rounds':40}",
            at + "'run-resumed','checkpoint':'checkpoints/round-12','round':12}",
            at
                + "'round-committed','epoch':3,'round':13,'loss':0.25,'examples':1024,"
                + "'nanos-by-phase':{'read':2,'compute':7},'kernels':['openblas SKYLAKEX']}",
            at + "'round-rolled-back','round':14,'attempt':1,'reason':'an executor was lost'}",
            at
                + "'evaluated','round':13,'part':'VALIDATION','examples':2,"
                + "'metrics':{'accuracy':1.0,'macro-f1':1.0,'loss':0.0}}",
            at + "'checkpoint-written','round':13,'path':'checkpoints/round-13'}",
            at + "'run-finished','rounds':13,'examples':13312,'parameters-sha256':'cd34'}",
            at
                + "'run-failed','code':'NON_FINITE_LOSS',"
                + "'message':'expected \\'a\\'\\nfound größer'}"),
        out.toString(UTF_8).lines().map(line -> line.replace('"', '\'')).toList());
  }

  @Test
  void everyEventIsReadBack() throws IOException {
    ObjectMapper json = new ObjectMapper();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EventLog log = new EventLog(out, () -> NOON);
    EVENTS.forEach(log::write);
    List<Event> read = new ArrayList<>();
    for (String line : out.toString(UTF_8).lines().toList()) {
      ObjectNode node = (ObjectNode) json.readTree(line);
      assertEquals(NOON, Instant.parse(node.remove("at").textValue()));
      read.add(json.treeToValue(node, Event.class));
    }
    assertEquals(EVENTS, read);
    assertEquals(Event.class.getPermittedSubclasses().length, EVENTS.size());
  }

  @Test
  void everyLineIsFlushed() {
    RecordingStream out = new RecordingStream();
    EventLog log = new EventLog(out, () -> NOON);
    log.write(EVENTS.get(0));
    log.write(EVENTS.get(1));
    assertEquals(List.of("write", "flush", "write", "flush"), out.calls);
  }

  @Test
  void aFullDiskIsReportedWithTheEvent() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    UncheckedIOException failure =
        assertThrows(
            UncheckedIOException.class, () -> new EventLog(full, () -> NOON).write(EVENTS.get(1)));
    assertTrue(
        failure
            .getMessage()
            .startsWith("expected to append \"run-resumed\" to the run's events, found No space"),
        failure.getMessage());
  }

  private static final class RecordingStream extends OutputStream {
    private final List<String> calls = new ArrayList<>();

    @Override
    public void write(int b) {
      throw new AssertionError("expected whole lines");
    }

    @Override
    public void write(byte[] bytes) {
      calls.add("write");
    }

    @Override
    public void flush() {
      calls.add("flush");
    }
  }
}
