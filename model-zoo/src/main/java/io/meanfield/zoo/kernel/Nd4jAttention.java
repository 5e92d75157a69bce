package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The reference: head by head, with all probabilities, which are found again for the gradient. */
final class Nd4jAttention implements Attention {
  /** Added to the scores of padding. */
  static final double PADDING = -1e30;

  /** Added to the scores of what lies ahead, so that padding is preferred to it. */
  static final double AHEAD = -4e30;

  private final Losses losses = new Nd4jLosses();

  @Override
  public void forward(Heads heads, Rule rule, INDArray output, Saved saved) {
    for (long b = 0; b < output.size(0); b++) {
      for (long h = 0; h < output.size(1); h++) {
        INDArray p = probabilities(heads, rule, b, h);
        INDArray kept = kept(rule.dropout(), output.size(1) * b + h, p);
        at(output, b, h).assign(p.mul(kept).mmul(at(heads.values(), b, h)));
      }
    }
  }

  @Override
  public void gradient(Heads heads, Rule rule, INDArray gradient, Saved saved, Heads result) {
    double scale = scale(heads);
    for (long b = 0; b < gradient.size(0); b++) {
      for (long h = 0; h < gradient.size(1); h++) {
        INDArray g = at(gradient, b, h);
        INDArray p = probabilities(heads, rule, b, h);
        INDArray kept = kept(rule.dropout(), gradient.size(1) * b + h, p);
        at(result.values(), b, h).assign(p.mul(kept).transpose().mmul(g));
        INDArray scores = g.mmul(at(heads.values(), b, h).transpose()).mul(kept);
        losses.softmaxGradient(p, scores, scores);
        scores.muli(scale);
        at(result.queries(), b, h).assign(scores.mmul(at(heads.keys(), b, h)));
        at(result.keys(), b, h).assign(scores.transpose().mmul(at(heads.queries(), b, h)));
      }
    }
  }

  /** [query time, key time]. */
  private INDArray probabilities(Heads heads, Rule rule, long b, long h) {
    INDArray queries = at(heads.queries(), b, h);
    INDArray scores = queries.mmul(at(heads.keys(), b, h).transpose()).mul(scale(heads));
    long offset = scores.size(1) - scores.size(0);
    for (long k = 0; k < scores.size(1); k++) {
      INDArray mask = rule.keyMask();
      if (mask != null) {
        scores.getColumn(k).addi((1 - mask.getDouble(b, k)) * PADDING);
      }
      for (long q = 0;
          rule.reach() == Reach.PAST && q < Math.min(scores.size(0), k - offset);
          q++) {
        scores.putScalar(q, k, scores.getDouble(q, k) + AHEAD);
      }
    }
    losses.softmax(scores, scores);
    return scores;
  }

  private static double scale(Heads heads) {
    return 1 / Math.sqrt(heads.queries().size(3));
  }

  /** 0 or the dropout's scale for each probability of one head. */
  private static INDArray kept(Dropout dropout, long head, INDArray p) {
    INDArray kept = Nd4j.valueArrayOf(p.shape(), dropout.scale(), p.dataType());
    long first = head * p.length();
    dropout.visit(first, p.length(), i -> kept.putScalar(i - first, 0));
    return kept;
  }

  /** One head, [time, size]: a view. */
  private static INDArray at(INDArray heads, long b, long h) {
    long[] shape = {heads.size(2), heads.size(3)};
    long[] strides = {heads.stride(2), heads.stride(3)};
    long offset = heads.offset() + b * heads.stride(0) + h * heads.stride(1);
    return Nd4j.create(heads.data(), shape, strides, offset, 'c');
  }
}
