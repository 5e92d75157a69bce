package io.meanfield.zoo.kernel;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Running statistics, of so few numbers that ND4J's calls would take longer than the work. */
final class RunningLoops {
  private static final double TWO_LOG_10 = 2 * Math.log(10);

  private RunningLoops() {}

  static void update(double decay, INDArray running, INDArray batch, INDArray update) {
    FloatIndexer old = Floats.of(running);
    FloatIndexer seen = Floats.of(batch);
    FloatIndexer moves = Floats.of(update);
    for (long i = 0; i < running.length(); i++) {
      moves.put(i, (float) ((1 - decay) * (old.get(i) - seen.get(i))));
    }
    fence(running, batch, update);
  }

  /** log10(s) - log10(s') = log10(v / v') / 2, with s the roots and v the variances. */
  static void updateLogarithm(double decay, INDArray parameter, INDArray batch, INDArray update) {
    FloatIndexer old = Floats.of(parameter);
    FloatIndexer seen = Floats.of(batch);
    FloatIndexer moves = Floats.of(update);
    for (long i = 0; i < parameter.length(); i++) {
      double variance = Math.exp(TWO_LOG_10 * old.get(i));
      double next = decay * variance + (1 - decay) * seen.get(i);
      moves.put(i, (float) (Math.log(variance / next) / TWO_LOG_10));
    }
    fence(parameter, batch, update);
  }

  private static void fence(INDArray one, INDArray other, INDArray third) {
    Reference.reachabilityFence(one);
    Reference.reachabilityFence(other);
    Reference.reachabilityFence(third);
  }
}
