package io.meanfield.benchmarks.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestTorchSteps {
  @Test
  void theLineOfTheModelIsReadAmongWhatElseIsPrinted() {
    List<String> lines = List.of("a warning", "gpt 1.0 7", "lenet 2.5000 431080");
    assertEquals(0.0025, TorchSteps.seconds(lines, "lenet", 431080), 1e-12);
  }

  @Test
  void aModelOfAnotherSizeIsRefused() {
    var e =
        assertThrows(
            IllegalStateException.class,
            () -> TorchSteps.seconds(List.of("lenet 2.5 431079"), "lenet", 431080));
    assertTrue(e.getMessage().startsWith("expected 'lenet MILLISECONDS 431080'"), e.getMessage());
    assertTrue(e.getMessage().endsWith("found [lenet 2.5 431079]"), e.getMessage());
  }
}
