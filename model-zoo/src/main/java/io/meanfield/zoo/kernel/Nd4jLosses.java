package io.meanfield.zoo.kernel;

import static org.nd4j.linalg.ops.transforms.Transforms.exp;
import static org.nd4j.linalg.ops.transforms.Transforms.log;
import static org.nd4j.linalg.ops.transforms.Transforms.max;
import static org.nd4j.linalg.ops.transforms.Transforms.min;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The reference: the formulas in ND4J's arithmetic. */
final class Nd4jLosses implements Losses {

  @Override
  public void softmax(INDArray logits, INDArray probabilities) {
    probabilities.assign(softmax(logits));
  }

  private static INDArray softmax(INDArray logits) {
    INDArray powers = exp(logits.sub(along(logits.max(true, -1), logits)));
    return powers.div(along(powers.sum(true, -1), logits));
  }

  /** A value of each row as often as the row has elements. */
  private static INDArray along(INDArray values, INDArray rows) {
    return values.broadcast(rows.shape());
  }

  @Override
  public void softmaxGradient(
      INDArray probabilities, INDArray outputGradient, INDArray inputGradient) {
    INDArray product = probabilities.mul(outputGradient);
    INDArray sums = along(product.sum(true, -1), product);
    inputGradient.assign(product.sub(probabilities.mul(sums)));
  }

  @Override
  public double crossEntropy(
      INDArray logits, INDArray labels, INDArray weights, INDArray gradient) {
    INDArray expected = labels.castTo(logits.dataType());
    INDArray p = softmax(logits);
    INDArray losses = log(max(min(p, 1 - MIN_PROBABILITY), MIN_PROBABILITY)).mul(expected);
    INDArray slopes = p.sub(expected);
    if (weights != null) {
      INDArray w = weights.castTo(logits.dataType()).reshape(weights.length(), 1);
      losses = losses.mul(along(w, losses));
      slopes = slopes.mul(along(w, slopes));
    }
    gradient.assign(slopes);
    return -losses.sumNumber().doubleValue();
  }

  @Override
  public double sparseCrossEntropy(
      INDArray logits, INDArray classes, INDArray weights, INDArray gradient) {
    INDArray labels = Nd4j.zeros(logits.dataType(), logits.shape());
    for (long row = 0; row < logits.size(0); row++) {
      if (weights == null || weights.getDouble(row) != 0) {
        labels.putScalar(row, checked(classes.getDouble(row), logits.size(1), row), 1);
      }
    }
    return crossEntropy(logits, labels, weights, gradient);
  }

  static long checked(double label, long numClasses, long row) {
    long index = (long) label;
    if (index != label || index < 0 || index >= numClasses) {
      throw new IllegalArgumentException(
          "expected a class of 0 to %d as label, found %s in row %d"
              .formatted(numClasses - 1, label, row));
    }
    return index;
  }
}
