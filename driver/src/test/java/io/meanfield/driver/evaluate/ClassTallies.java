package io.meanfield.driver.evaluate;

import io.meanfield.worker.protocol.ClassTally;
import java.util.List;
import java.util.stream.IntStream;

/** Metrics of confusion matrices that tests write down. */
public final class ClassTallies {
  private ClassTallies() {}

  /** Metrics of classes named "class 0", "class 1" and so on. */
  public static ClassMetrics metrics(int[][] confusion) {
    return metrics(
        confusion, IntStream.range(0, confusion.length).mapToObj(i -> "class " + i).toList());
  }

  /** Metrics with the probabilities all on the predicted class, [actual][predicted]. */
  public static ClassMetrics metrics(int[][] confusion, List<String> names) {
    ClassTally tally = ClassTally.empty(confusion.length);
    for (int actual = 0; actual < confusion.length; actual++) {
      for (int predicted = 0; predicted < confusion.length; predicted++) {
        for (int i = 0; i < confusion[actual][predicted]; i++) {
          tally.add(oneHot(confusion.length, predicted), oneHot(confusion.length, actual));
        }
      }
    }
    return (ClassMetrics) Metrics.of(tally, names);
  }

  private static float[] oneHot(int numClasses, int hot) {
    float[] row = new float[numClasses];
    row[hot] = 1;
    return row;
  }
}
