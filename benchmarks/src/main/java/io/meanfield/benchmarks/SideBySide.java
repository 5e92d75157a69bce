package io.meanfield.benchmarks;

import io.meanfield.benchmarks.model.ComputeModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Two processes that train the same model, each on a processor of its own, and know nothing of each
 * other: what two processors of this machine are worth, which share its memory and its power.
 */
public final class SideBySide {
  private static final int REPETITIONS = 3;

  private SideBySide() {}

  /** Samples a second of both at once over those of one while the other waits; the median. */
  public static double gain(ComputeModel model, List<Integer> processors) {
    List<Double> gains = new ArrayList<>();
    try (EngineClient one = start(model, processors.get(0));
        EngineClient other = start(model, processors.get(1))) {
      for (int i = 0; i < REPETITIONS; i++) {
        double alone = stepsASecond(one);
        var others = CompletableFuture.supplyAsync(() -> stepsASecond(other));
        double together = stepsASecond(one) + others.join();
        gains.add(together / alone);
      }
    }
    return Spread.of(gains).median();
  }

  private static EngineClient start(ComputeModel model, int processor) {
    ChildCommand command = new ChildCommand(Optional.of(processor));
    return EngineClient.start(
        Engine.OURS, command.of(Engine.OURS, model, Precision.F32), Engine.OURS.environment());
  }

  private static double stepsASecond(EngineClient client) {
    return 1 / client.measure().secondsPerStep();
  }
}
