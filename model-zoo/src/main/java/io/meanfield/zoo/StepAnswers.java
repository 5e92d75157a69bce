package io.meanfield.zoo;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What a network that answers at every step says of one example. */
final class StepAnswers {
  private static final double NEGLIGIBLE = 1e-9; // a probability whose last bits mean nothing

  private StepAnswers() {}

  /**
   * @param answers [1, time, vocabulary]
   * @return the probability of each word
   */
  static float[] at(INDArray answers, long step) {
    return answers
        .get(NDArrayIndex.point(0), NDArrayIndex.point(step), NDArrayIndex.all())
        .dup()
        .toFloatVector();
  }

  /**
   * @param answers [1, vocabulary, time], as layers give them
   * @return the probability of each word after the last step
   */
  static float[] lastOf(INDArray answers) {
    return at(answers.permute(0, 2, 1), answers.size(2) - 1);
  }

  /**
   * Whether two answers are not the same.
   *
   * @param tolerance relative, of each probability
   */
  static boolean differ(float[] expected, float[] found, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs((double) found[i] - expected[i]);
      if (!(difference <= tolerance * (Math.abs(expected[i]) + NEGLIGIBLE))) {
        return true;
      }
    }
    return false;
  }
}
