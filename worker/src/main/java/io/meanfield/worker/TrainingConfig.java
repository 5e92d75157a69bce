package io.meanfield.worker;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.augment.AugmentationConfig;
import io.meanfield.worker.optim.Optimizer;
import io.meanfield.worker.optim.Schedule;
import java.io.Serializable;

/**
 * How every replica trains: the section {@code training} of a run's configuration.
 *
 * @param replicas logical copies of the model, fixed for the run whatever the cluster
 * @param batchSize examples a replica takes a step
 * @param epochs how often as many examples are seen as there are: each once, but for mixtures
 * @param l2 weight of half the squared norm of the weights (not the biases) in the loss; 0 for none
 * @param clipNorm largest norm of a step's gradient, longer ones are scaled down; 0 for no limit
 * @param lengthPool how many steps' texts are sorted by length together, so that those of a step
 *     need little padding; 0 for steps of random lengths, padded to the longest text there is
 * @param augmentation how batches of images are changed at random, for training only
 */
public record TrainingConfig(
    int replicas,
    int batchSize,
    int epochs,
    Optimizer optimizer,
    @JsonProperty(defaultValue = "{name: constant}") Schedule schedule,
    @JsonProperty(defaultValue = "by-labels") Loss loss,
    @JsonProperty(defaultValue = "0") double l2,
    @JsonProperty(defaultValue = "0") double clipNorm,
    @JsonProperty(defaultValue = "0") int lengthPool,
    @JsonProperty(defaultValue = "{}") AugmentationConfig augmentation)
    implements Serializable {
  public TrainingConfig {
    atLeastOne("replicas", replicas);
    atLeastOne("batch-size", batchSize);
    atLeastOne("epochs", epochs);
    notNegative("l2", l2);
    notNegative("clip-norm", clipNorm);
    notNegative("length-pool", lengthPool);
    if (lengthPool > 0 && loss == Loss.NEXT_WORD) {
      throw new IllegalArgumentException(
          "expected no length-pool for the loss next-word, found " + lengthPool);
    }
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("expected " + name + " to be at least 1, found " + value);
    }
  }

  private static void notNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "expected " + name + " to be zero or a positive number, found " + value);
    }
  }
}
