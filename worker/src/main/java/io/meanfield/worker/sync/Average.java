package io.meanfield.worker.sync;

/** Plain parameter averaging: theta = theta - delta, the mean of the replicas' parameters. */
public record Average(int localSteps) implements LocalSteps {
  public Average {
    LocalSteps.check(localSteps);
  }

  @Override
  public int numStateVectors() {
    return 0;
  }

  @Override
  public void outerStep(Slice slice, float[] delta, int from, int to) {
    float[] theta = slice.parameters();
    for (int i = from; i < to; i++) {
      theta[i] -= delta[i];
    }
  }
}
