package io.meanfield.benchmarks.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestRunEvents {
  private static final String EVENTS =
      """
      {"event":"run-started","num-parameters":7}
      {"event":"round-committed","round":1,"loss":2.5,"examples":4,"nanos-by-phase":{"compute":1000000000,"reduce":500000000}}
      {"event":"evaluated","round":1,"part":"VALIDATION","metrics":{"accuracy":0.5,"loss":2.0}}
      {"event":"checkpoint-written","round":1}
      {"event":"round-committed","round":2,"loss":1.5,"examples":4,"nanos-by-phase":{"compute":250000000}}
      {"event":"evaluated","round":2,"part":"VALIDATION","metrics":{"accuracy":0.75,"loss":1.0}}
      {"event":"round-committed","round":3,"loss":1.5,"examples":4,"nanos-by-phase":{"compute":750000000}}
      {"event":"evaluated","round":3,"part":"TEST","metrics":{"accuracy":0.625,"loss":1.25}}
      """;

  @Test
  void theClockShowsAllPhasesOfARound(@TempDir Path folder) throws IOException {
    RunEvents events = RunEvents.read(Files.writeString(folder.resolve("events"), EVENTS));
    assertEquals(7, events.numParameters());
    assertEquals(3, events.rounds().size());
    assertEquals(0.5, events.rounds().get(0).seconds("reduce"));
    assertEquals(0, events.rounds().get(1).seconds("reduce"));
    assertEquals(1.5, events.rounds().get(0).wallSeconds());
  }

  @Test
  void theFirstRoundCountsLikeTheMedianOfTheOthers(@TempDir Path folder) throws IOException {
    RunEvents events = RunEvents.read(Files.writeString(folder.resolve("events"), EVENTS));
    assertEquals(0.5, events.seconds(1)); // between 0.25 and 0.75
    assertEquals(0.5 + 0.25, events.seconds(2));
    assertEquals(0.5 + 0.25 + 0.75, events.seconds(3));
  }

  @Test
  void validationsAreApartFromTheFinalTest(@TempDir Path folder) throws IOException {
    RunEvents events = RunEvents.read(Files.writeString(folder.resolve("events"), EVENTS));
    assertEquals(2, events.validations().size());
    assertEquals(1.0, events.validations().get(1).loss());
    assertEquals(0.625, events.test().accuracy());
  }
}
