package io.meanfield.worker.optim;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.worker.optim.UpdateLoops.Moments;

/**
 * Adam (Kingma and Ba 2015) in the order of operations of the end of their section 2, which is also
 * Deeplearning4j's: m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; p -= a_t m / (sqrt(v) + eps)
 * with a_t = rate * sqrt(1 - b2^t) / (1 - b1^t).
 */
public record Adam(
    double learningRate,
    @JsonProperty(defaultValue = "0.9") double beta1,
    @JsonProperty(defaultValue = "0.999") double beta2,
    @JsonProperty(defaultValue = "1e-8") double epsilon)
    implements Optimizer {
  public Adam {
    Checked.positive("learning-rate", learningRate);
    Checked.fraction("beta1", beta1);
    Checked.fraction("beta2", beta2);
    Checked.positive("epsilon", epsilon);
  }

  @Override
  public int numStateVectors() {
    return 2;
  }

  @Override
  public UpdateRule rule(Rate rate, UpdateLoops loops) {
    float b1 = (float) beta1;
    float b2 = (float) beta2;
    long t = rate.numUpdates();
    // The rounded betas, as in m and v: from the exact ones the correction would be 2e-5 off.
    double alpha =
        rate.learningRate() * Math.sqrt(1 - StrictMath.pow(b2, t)) / (1 - StrictMath.pow(b1, t));
    Moments constants = new Moments((float) alpha, b1, b2, (float) epsilon);
    return (vectors, offset, length) -> loops.adam(vectors, offset, 0, length, constants);
  }
}
