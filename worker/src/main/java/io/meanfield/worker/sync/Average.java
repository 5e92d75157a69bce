package io.meanfield.worker.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.worker.sync.wire.F32;
import io.meanfield.worker.sync.wire.WireFormat;

/** Plain parameter averaging: theta = theta - delta, the mean of the replicas' parameters. */
public record Average(
    int localSteps,
    @JsonProperty(defaultValue = "{format: f32}")
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Unsaid.class)
        WireFormat wire,
    @JsonProperty(defaultValue = "0 steps")
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Unsaid.class)
        StepCount exactFirst)
    implements LocalSteps {
  public Average {
    LocalSteps.check(localSteps);
  }

  /** What is said of it where only H is. */
  public Average(int localSteps) {
    this(localSteps, new F32(), StepCount.NONE);
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
