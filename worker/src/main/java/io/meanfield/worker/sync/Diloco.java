package io.meanfield.worker.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.worker.sync.wire.F32;
import io.meanfield.worker.sync.wire.WireFormat;

/**
 * DiLoCo (Douillard et al. 2023, algorithm 1) with Nesterov as the outer optimizer: v = mu v +
 * delta; theta = theta - eta (delta + mu v). With eta = 1 and mu = 0 it is {@link Average}.
 */
public record Diloco(
    int localSteps,
    @JsonProperty(defaultValue = "0.7") double outerLearningRate,
    @JsonProperty(defaultValue = "0.9") double outerMomentum,
    @JsonProperty(defaultValue = "{format: f32}")
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Unsaid.class)
        WireFormat wire,
    @JsonProperty(defaultValue = "0 steps")
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Unsaid.class)
        StepCount exactFirst)
    implements LocalSteps {
  public Diloco {
    LocalSteps.check(localSteps);
    if (!(outerLearningRate > 0) || Double.isInfinite(outerLearningRate)) {
      throw new IllegalArgumentException(
          "expected outer-learning-rate to be a positive number, found " + outerLearningRate);
    }
    if (!(outerMomentum >= 0 && outerMomentum < 1)) {
      throw new IllegalArgumentException(
          "expected outer-momentum to be at least 0 and less than 1, found " + outerMomentum);
    }
  }

  /** What is said of it where only the outer step is. */
  public Diloco(int localSteps, double outerLearningRate, double outerMomentum) {
    this(localSteps, outerLearningRate, outerMomentum, new F32(), StepCount.NONE);
  }

  @Override
  public int numStateVectors() {
    return 1; // the velocity
  }

  @Override
  public void outerStep(Slice slice, float[] delta, int from, int to) {
    float[] theta = slice.parameters();
    float[] v = slice.state()[0];
    float eta = (float) outerLearningRate;
    float mu = (float) outerMomentum;
    for (int i = from; i < to; i++) {
      v[i] = mu * v[i] + delta[i];
      theta[i] -= eta * (delta[i] + mu * v[i]);
    }
  }
}
