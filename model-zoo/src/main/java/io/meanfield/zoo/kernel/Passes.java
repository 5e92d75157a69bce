package io.meanfield.zoo.kernel;

import java.util.List;

/**
 * Passes over a step, one after the other, which the JVM compiles each by itself because it cannot
 * know which comes next. Compiled into one, they would have so many vector operations that it gives
 * up in the middle and makes an object of each vector.
 */
record Passes(List<Pass> towardsEnd, List<Pass> towardsStart) implements StepLoops {

  /** One loop over the rows of a step. */
  interface Pass {
    void over(Step step);
  }

  @Override
  public void forward(Step step) {
    run(towardsEnd, step);
  }

  @Override
  public void backward(Step step) {
    run(towardsStart, step);
  }

  private static void run(List<Pass> passes, Step step) {
    for (int i = 0; i < passes.size(); i++) {
      passes.get(i).over(step);
    }
  }
}
