package io.meanfield.worker.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestPhaseTimes {
  private static final PhaseTimes TIMES =
      PhaseTimes.of(Phase.COMPUTE, 30).plus(Phase.READ, 5).plus(Phase.COMPUTE, 10);

  @Test
  void timesAddUpPhaseByPhase() {
    PhaseTimes sum = TIMES.plus(PhaseTimes.of(Phase.READ, 1).plus(Phase.CHECKPOINT, 4));
    assertEquals(6, sum.nanos(Phase.READ));
    assertEquals(40, sum.nanos(Phase.COMPUTE));
    assertEquals(4, sum.nanos(Phase.CHECKPOINT));
    assertEquals(0, sum.nanos(Phase.REDUCE));
    assertEquals(50, sum.totalNanos());
    assertEquals(45, TIMES.totalNanos());
  }

  @Test
  void theReadShareIsOfStepsAlone() {
    assertEquals(5 / 45.0, TIMES.readShare());
    assertEquals(5 / 50.0, TIMES.plus(Phase.UPDATE, 5).plus(Phase.REDUCE, 1000).readShare());
    assertEquals(0, PhaseTimes.of(Phase.REDUCE, 7).readShare());
  }

  @Test
  void noTimeChangesNothing() {
    assertEquals(TIMES, TIMES.plus(PhaseTimes.none()).plus(Phase.REDUCE, 0));
  }

  @Test
  void timesAreWrittenInTheOrderOfPhasesAndReadBack() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    String json = mapper.writeValueAsString(TIMES);
    assertEquals("{\"read\":5,\"compute\":40}", json);
    assertEquals(TIMES, mapper.readValue(json, PhaseTimes.class));
  }

  @Test
  void timesTravelToTheDriver() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(TIMES);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals(TIMES, in.readObject());
    }
  }

  @Test
  void timeDoesNotRunBackwards() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> PhaseTimes.of(Phase.CHECKPOINT, -1));
    assertEquals(
        "expected a time of at least 0 ns for phase checkpoint, found -1", refusal.getMessage());
  }
}
