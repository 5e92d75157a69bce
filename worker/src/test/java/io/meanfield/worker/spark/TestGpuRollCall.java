package io.meanfield.worker.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestGpuRollCall {
  private static final GpuReport READY = new GpuReport("executor 0 on a", true, "a kind");
  private static final GpuReport ENDED = new GpuReport("executor 1 on b", false, "no GPU");

  private final GpuRollCall calls = new GpuRollCall();

  @Test
  void theFirstExecutorWithAGpuIsEnough() {
    calls.take(READY);
    calls.take(ENDED);
    calls.awaitFirst(Duration.ZERO);
  }

  @Test
  void theFirstThatEndsEndsTheRun() {
    calls.take(ENDED);
    calls.take(READY);
    assertEquals("executor 1 on b: no GPU", refusal(Duration.ZERO).getMessage());
  }

  @Test
  void aClusterThatStartsNoneIsNotWaitedForLongerThanItsTimeout() {
    TrainingException e = refusal(Duration.ofMillis(20));
    assertTrue(
        e.getMessage().startsWith("waited 0 s for an executor with a GPU, none started"),
        e.getMessage());
  }

  @Test
  void whatExecutorsOfAnotherApplicationSaidIsForgotten() {
    calls.take(READY);
    calls.clear();
    refusal(Duration.ZERO);
  }

  private TrainingException refusal(Duration patience) {
    TrainingException e = assertThrows(TrainingException.class, () -> calls.awaitFirst(patience));
    assertEquals(ErrorCode.CLUSTER, e.code());
    return e;
  }
}
