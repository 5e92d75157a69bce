package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Tolerances.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

@Tag("unit")
class TestLosses {
  private final Losses reference = new Nd4jLosses();
  private final Losses oneDnn = new OneDnnLosses();

  private static INDArray random(long... shape) {
    return Nd4j.randn(DataType.FLOAT, shape).mul(3);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "3, 33", "17, 10", "5, 1000"})
  void softmaxAndItsGradientEqualTheReference(long rows, long classes) {
    INDArray logits = random(rows, 2, classes);
    INDArray slopes = random(rows, 2, classes);
    INDArray expected = Nd4j.create(logits.shape());
    INDArray found = Nd4j.create(logits.shape());
    reference.softmax(logits, expected);
    oneDnn.softmax(logits, found);
    assertClose(expected, found);
    reference.softmaxGradient(expected, slopes, expected);
    oneDnn.softmaxGradient(found, slopes, found);
    assertClose(expected, found);
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "3, 33", "17, 10", "5, 1000"})
  void crossEntropyEqualsDeeplearning4j(long rows, long classes) {
    INDArray logits = random(rows, classes);
    INDArray labels = Nd4j.create(rows, classes);
    new Nd4jLosses().softmax(random(rows, classes), labels);
    for (INDArray weights : new INDArray[] {null, weights(rows)}) {
      double loss = new LossMCXENT().computeScore(labels, logits, softmax(), weights, false);
      INDArray gradient = new LossMCXENT().computeGradient(labels, logits, softmax(), weights);
      for (Losses losses : new Losses[] {reference, oneDnn}) {
        INDArray found = logits.dup();
        assertClose(loss, losses.crossEntropy(found, labels, weights, found));
        assertClose(gradient, found);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "3, 33", "17, 10", "5, 1000"})
  void sparseCrossEntropyEqualsDeeplearning4j(long rows, long classes) {
    INDArray logits = random(rows, classes);
    INDArray labels = Nd4j.rand(DataType.FLOAT, rows, 1).mul(classes);
    labels = labels.castTo(DataType.INT).castTo(DataType.FLOAT);
    for (INDArray weights : new INDArray[] {null, weights(rows)}) {
      double loss = new LossSparseMCXENT().computeScore(labels, logits, softmax(), weights, false);
      INDArray gradient =
          new LossSparseMCXENT().computeGradient(labels, logits, softmax(), weights);
      for (Losses losses : new Losses[] {reference, oneDnn}) {
        INDArray found = Nd4j.create(rows, classes);
        assertClose(loss, losses.sparseCrossEntropy(logits, labels, weights, found));
        assertClose(gradient, found);
      }
    }
  }

  @Test
  void improbableClassesCostWhatTheSmallestProbabilityCosts() {
    INDArray logits = Nd4j.createFromArray(new float[][] {{0, 100, 0}});
    INDArray classes = Nd4j.createFromArray(0f);
    for (Losses losses : new Losses[] {reference, oneDnn}) {
      double loss = losses.sparseCrossEntropy(logits, classes, null, Nd4j.create(1, 3));
      assertClose(-Math.log(Losses.MIN_PROBABILITY), loss);
    }
  }

  @Test
  void viewsAreReadAndWrittenInPlace() {
    INDArray all = random(7, 12);
    INDArray logits = all.get(NDArrayIndex.interval(1, 6), NDArrayIndex.interval(2, 11));
    INDArray labels = random(9, 5).transpose();
    INDArray expected = Nd4j.create(5, 9);
    double loss = reference.crossEntropy(logits, labels, null, expected);
    INDArray edge = all.getColumn(1).dup();
    assertClose(loss, oneDnn.crossEntropy(logits, labels, null, logits));
    assertClose(expected, logits);
    assertEquals(edge, all.getColumn(1));
  }

  @Test
  void rowsWithoutWeightNeedNoLabel() {
    INDArray logits = random(2, 3);
    INDArray classes = Nd4j.createFromArray(-1f, 2f);
    INDArray weights = Nd4j.createFromArray(0f, 1f);
    for (Losses losses : new Losses[] {reference, oneDnn}) {
      INDArray gradient = Nd4j.create(2, 3);
      losses.sparseCrossEntropy(logits, classes, weights, gradient);
      assertEquals(Nd4j.create(3), gradient.getRow(0));
    }
  }

  @Test
  void classesThatAreNotThereAreRefused() {
    for (float wrong : new float[] {-1, 3, 0.5f, Float.NaN}) {
      INDArray classes = Nd4j.createFromArray(wrong);
      for (Losses losses : new Losses[] {reference, oneDnn}) {
        INDArray logits = random(1, 3);
        assertThrows(
            IllegalArgumentException.class,
            () -> losses.sparseCrossEntropy(logits, classes, null, logits));
      }
    }
  }

  @Test
  void gradientIsTheSlopeOfTheLoss() {
    INDArray logits = Nd4j.randn(DataType.DOUBLE, 4, 5);
    INDArray labels = Nd4j.createFromArray(0.0, 4.0, 2.0, 2.0);
    INDArray weights = Nd4j.createFromArray(1.0, 0.5, 0.0, 2.0);
    INDArray gradient = logits.ulike();
    reference.sparseCrossEntropy(logits, labels, weights, gradient);
    INDArray slopes =
        Slopes.of(
            logits, () -> reference.sparseCrossEntropy(logits, labels, weights, logits.ulike()));
    assertClose(slopes, gradient);
  }

  private static INDArray weights(long rows) {
    INDArray weights = Nd4j.rand(DataType.FLOAT, rows, 1);
    weights.putScalar(0, 0);
    return weights;
  }

  private static ActivationSoftmax softmax() {
    return new ActivationSoftmax();
  }
}
