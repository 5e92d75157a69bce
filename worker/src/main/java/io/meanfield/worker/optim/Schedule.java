package io.meanfield.worker.optim;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/** How the learning rate changes over a run: a pure function of the step. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Schedule.Constant.class, name = "constant"),
  @JsonSubTypes.Type(value = Schedule.Step.class, name = "step"),
  @JsonSubTypes.Type(value = Schedule.Cosine.class, name = "cosine")
})
public sealed interface Schedule extends Serializable {

  /** Steps over which the rate first grows linearly from almost nothing; 0 for none. */
  long warmUpSteps();

  /** The factor after the warm-up. */
  double factorAfterWarmUp(long step, long totalSteps);

  /** What the learning rate is multiplied with in a step, counted from 0, of totalSteps. */
  default double factor(long step, long totalSteps) {
    return step < warmUpSteps()
        ? (step + 1.0) / (warmUpSteps() + 1.0)
        : factorAfterWarmUp(step, totalSteps);
  }

  /** Always the same rate. */
  record Constant(@JsonProperty(defaultValue = "0") long warmUpSteps) implements Schedule {
    public Constant {
      Checked.notNegative("warm-up-steps", warmUpSteps);
    }

    @Override
    public double factorAfterWarmUp(long step, long totalSteps) {
      return 1;
    }
  }

  /** The rate is multiplied with factor once every everySteps steps. */
  record Step(
      @JsonProperty(defaultValue = "0") long warmUpSteps,
      long everySteps,
      @JsonProperty(defaultValue = "0.1") double factor)
      implements Schedule {
    public Step {
      Checked.notNegative("warm-up-steps", warmUpSteps);
      Checked.positive("every-steps", everySteps);
      Checked.positive("factor", factor);
    }

    @Override
    public double factorAfterWarmUp(long step, long totalSteps) {
      return StrictMath.pow(factor, step / everySteps);
    }
  }

  /**
   * Half a cosine from 1 down to finalFactor at the last step (Loshchilov and Hutter 2017, eq. 5).
   */
  record Cosine(
      @JsonProperty(defaultValue = "0") long warmUpSteps,
      @JsonProperty(defaultValue = "0") double finalFactor)
      implements Schedule {
    public Cosine {
      Checked.notNegative("warm-up-steps", warmUpSteps);
      Checked.notNegative("final-factor", finalFactor);
    }

    @Override
    public double factorAfterWarmUp(long step, long totalSteps) {
      double progress = (double) (step - warmUpSteps) / Math.max(1, totalSteps - 1 - warmUpSteps);
      double cosine = (1 + StrictMath.cos(Math.PI * Math.min(1, progress))) / 2;
      return finalFactor + (1 - finalFactor) * cosine;
    }
  }
}
