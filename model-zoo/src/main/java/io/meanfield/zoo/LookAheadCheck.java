package io.meanfield.zoo;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Whether a network that tells the next word sees it before: it could neither translate nor go on
 * with texts, however well it scores.
 */
final class LookAheadCheck {
  private static final double TOLERANCE = 1e-4; // of rounding 1e-6

  private LookAheadCheck() {}

  /**
   * @param example [1, words], those that are told last, and no 0 among them
   * @param answers the network's for it, [1, time, vocabulary]
   * @throws IllegalArgumentException if the last word changes answers before it
   */
  static void run(Network network, INDArray example, INDArray answers) {
    INDArray other = example.dup();
    other.putScalar(0, other.size(1) - 1, 0);
    INDArray changed = network.output(new Tensors(other, null, null));
    long last = answers.size(1) - 1;
    for (long step = 0; step < last; step++) {
      if (StepAnswers.differ(
          StepAnswers.at(answers, step), StepAnswers.at(changed, step), TOLERANCE)) {
        throw new IllegalArgumentException(
            "expected a network that tells the next word from those before it, found one whose answer at step %d of %d changes with the last word: make all layers over the words that are told causal (no Bidirectional; TransformerBlock with the reach PAST), and for pairs let the first input read the text and the second the translation"
                .formatted(step + 1, last + 1));
      }
    }
  }
}
