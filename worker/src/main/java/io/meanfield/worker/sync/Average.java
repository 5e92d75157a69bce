package io.meanfield.worker.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.worker.sync.wire.F32;
import io.meanfield.worker.sync.wire.WireFormat;

/** Plain parameter averaging: theta = theta - delta, the mean of the replicas' parameters. */
public record Average(
    RoundLength localSteps,
    @JsonProperty(defaultValue = "0.05")
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = UnsaidNumber.Overhead.class)
        double overhead,
    @JsonProperty(defaultValue = "{format: f32}")
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Unsaid.class)
        WireFormat wire,
    @JsonProperty(defaultValue = "0 steps")
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Unsaid.class)
        StepCount exactFirst,
    @JsonProperty(defaultValue = "1.0")
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = UnsaidNumber.Quorum.class)
        double quorum,
    @JsonProperty(defaultValue = "3.0")
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = UnsaidNumber.Deadline.class)
        double deadline,
    @JsonProperty(defaultValue = "0.0")
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = UnsaidNumber.Outlier.class)
        double outlier)
    implements LocalSteps {
  public Average {
    LocalSteps.check(localSteps, overhead);
    LocalSteps.checkArrivals(quorum, deadline, outlier);
  }

  /** What is said of it where only H is. */
  public Average(int localSteps) {
    this(
        RoundLength.of(localSteps),
        USUAL_OVERHEAD,
        new F32(),
        StepCount.NONE,
        1,
        USUAL_DEADLINE,
        0);
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
