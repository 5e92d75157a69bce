package io.meanfield.worker.sync;

/** Plain parameter averaging: theta = theta - delta, the mean of the replicas' parameters. */
public record Average(int localSteps) implements SyncStrategy {
  public Average {
    LocalSteps.check(localSteps);
  }

  @Override
  public boolean hasVelocity() {
    return false;
  }

  @Override
  public void outerStep(OuterVectors slice, int from, int to) {
    float[] theta = slice.parameters();
    float[] delta = slice.delta();
    for (int i = from; i < to; i++) {
      theta[i] -= delta[i];
    }
  }
}
