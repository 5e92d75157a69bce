package io.meanfield.worker.protocol;

import io.meanfield.zoo.Head;
import java.io.Serializable;

/**
 * What an evaluation counts while it goes through examples: enough for every metric, small enough
 * to send, and mergeable. One thread at a time fills a tally; tallies of disjoint examples are
 * merged afterwards.
 *
 * <p>Counts merge exactly. Sums of real numbers depend on the order of merging in their last bits,
 * so callers that promise the same bytes merge the same parts in the same order. Logarithms are
 * {@link StrictMath}'s, equal on every machine.
 */
public sealed interface Tally extends Serializable
    permits ClassTally, MultiLabelTally, TargetTally, StepTally {

  /** What a model's outputs mean, and with that what is counted. */
  enum Kind {
    /** One of several classes: a row of probabilities against a one-hot row. */
    CLASSES,
    /** Independent yes or no: a row of probabilities against a row of zeros and ones. */
    LABELS,
    /** Real numbers against real numbers. */
    TARGETS,
    /** One of several classes at every step: a row of probabilities against a class's number. */
    STEPS;

    public static Kind of(Head head) {
      return switch (head) {
        case SOFTMAX -> CLASSES;
        case SIGMOID -> LABELS;
        case LINEAR -> TARGETS;
        case TOKENS -> STEPS;
      };
    }

    /** A tally that has seen nothing yet. */
    public Tally empty(int numOutputs) {
      return switch (this) {
        case CLASSES -> new ClassTally(numOutputs);
        case LABELS -> new MultiLabelTally(numOutputs);
        case TARGETS -> new TargetTally(numOutputs);
        case STEPS -> new StepTally(numOutputs);
      };
    }
  }

  Kind kind();

  int numOutputs();

  /** Number of examples seen, or of steps for {@link Kind#STEPS}. */
  long examples();

  /** Sum over examples of the loss; the implementations give the formula. */
  double lossSum();

  /**
   * Counts some examples.
   *
   * @param outputs what the model said, row-major [examples, numOutputs]
   * @param labels what is true, row-major [examples, numOutputs], or as the kind says
   * @throws IllegalArgumentException when the two differ in length, hold no whole rows, or a label
   *     is not of this kind
   */
  void add(float[] outputs, float[] labels);

  /**
   * A new tally of what both have seen; the two stay as they are.
   *
   * @throws IllegalArgumentException when the other is of another kind or number of outputs
   */
  Tally merge(Tally other);
}
