package io.meanfield.zoo;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Whether a network that is told words step by step answers as it does when it reads them at once.
 * One with a layer that keeps nothing of earlier steps answers all the same, wrongly.
 */
final class StepCheck {
  private static final int MAX_STEPS = 64; // more than a convolution over time spans
  private static final double TOLERANCE = 1e-2; // rounding is 1e-4 where logits are near 100

  private StepCheck() {}

  /**
   * Words next to each other that differ, [1, read + steps].
   *
   * @param numRead words that are read before the first step
   * @param maxSteps those that may be told
   */
  static INDArray example(int numRead, int maxSteps, int vocabularySize) {
    INDArray words = Nd4j.create(DataType.FLOAT, 1, numRead + Math.min(maxSteps, MAX_STEPS));
    for (long i = 0; i < words.size(1); i++) {
      words.putScalar(0, i, i % vocabularySize);
    }
    return words;
  }

  /**
   * @param example of which the network answers the last steps
   * @param begin forgets all steps that were told
   * @param next from further steps [1, 1, time] to answers [1, vocabulary, time]
   * @throws IllegalArgumentException if these are others than to all steps at once
   */
  static void run(Network network, INDArray example, Runnable begin, UnaryOperator<INDArray> next) {
    INDArray answers = answers(() -> network.output(new Tensors(example, null, null)));
    long numSteps = answers.size(1);
    INDArray steps = Tensors.columns(example, example.size(1) - numSteps, example.size(1));
    begin.run();
    long from = 0;
    for (long to = Math.max(1, numSteps - 2); to <= numSteps; to++) {
      INDArray further = Tensors.columns(steps, from, to).reshape(1, 1, to - from);
      float[] found = StepAnswers.lastOf(answers(() -> next.apply(further)));
      if (StepAnswers.differ(StepAnswers.at(answers, to - 1), found, TOLERANCE)) {
        throw misfit("answers step %d of %d otherwise".formatted(to, numSteps), null);
      }
      from = to;
    }
  }

  private static INDArray answers(Supplier<INDArray> network) {
    try {
      return network.get();
    } catch (RuntimeException e) {
      throw misfit("fails: " + FitCheck.reason(e), e);
    }
  }

  private static IllegalArgumentException misfit(String found, RuntimeException cause) {
    return new IllegalArgumentException(
        "expected a network that goes on word by word as if it read all words at once, found one that %s; layers must keep what they know of earlier steps, as LSTM, SimpleRnn, Gru and a causal TransformerBlock do, and convolutions over time, Bidirectional and Deeplearning4j's attention do not"
            .formatted(found),
        cause);
  }
}
