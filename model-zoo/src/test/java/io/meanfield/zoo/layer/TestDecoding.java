package io.meanfield.zoo.layer;

import static io.meanfield.zoo.kernel.Tolerances.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.zoo.FencedExecutioner;
import io.meanfield.zoo.kernel.Attention.Reach;
import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Precision;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Answers step by step, which are those of all steps at once. */
@Tag("unit")
class TestDecoding {
  private static final EncoderDecoders.Shape SHAPE = new EncoderDecoders.Shape(16, 2, 6, 1);
  private static final Kernels FAST = Kernels.of(DataType.FLOAT, Precision.F32);
  private static final int TIME = 4;

  static {
    System.setProperty("opexec", FencedExecutioner.class.getName()); // read as ND4J starts
  }

  private static ComputationGraph network() {
    return EncoderDecoders.network(SHAPE, 0, DataType.FLOAT, FAST);
  }

  @Test
  void wordsOneByOneAreAnsweredAsAllAtOnce() {
    ComputationGraph network = network();
    Decoding decoding = new Decoding(network, EncoderDecoders.TARGET);
    for (int size : new int[] {1, 3}) {
      EncoderDecoders.Batch batch = EncoderDecoders.batch(SHAPE, DataType.FLOAT, size, 4, 7);
      for (boolean isMasked : new boolean[] {false, true}) {
        INDArray[] masks = {isMasked ? batch.masked().masks()[0] : null, null};
        INDArray whole = network.output(false, batch.inputs(), masks, null)[0].dup();
        for (int[] pieces : new int[][] {{1, 1, 1, 1, 1, 1, 1}, {3, 1, 1, 2}, {7}}) {
          decoding.begin(batch.inputs(), isMasked ? masks : null);
          int from = 0;
          for (int piece : pieces) {
            INDArray words = steps(batch.target(), from, from + piece).reshape(size, 1, piece);
            assertClose(steps(whole, from, from + piece), decoding.next(words).dup());
            from += piece;
          }
        }
        assertClose(whole, network.output(false, batch.inputs(), masks, null)[0]);
      }
    }
  }

  private static INDArray steps(INDArray sequence, int from, int to) {
    return sequence.rank() == 2
        ? sequence.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup('c')
        : sequence
            .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to))
            .dup('c');
  }

  @Test
  void theMemoryIsReadAtTheFirstStepAlone() {
    ComputationGraph network = EncoderDecoders.block(SHAPE, DataType.FLOAT);
    INDArray steps = EncoderDecoders.random(DataType.FLOAT, 1, 3, SHAPE.width(), 4);
    INDArray memory = EncoderDecoders.random(DataType.FLOAT, 2, 3, SHAPE.width(), 5);
    INDArray whole = network.output(steps, memory)[0].dup();
    for (int t = 0; t < 4; t++) {
      INDArray read = t == 0 ? memory : Nd4j.zeros(DataType.FLOAT, 3, SHAPE.width(), 5);
      INDArray answer = network.rnnTimeStep(steps(steps, t, t + 1), read)[0];
      assertClose(steps(whole, t, t + 1), answer);
    }
  }

  /** Words 1 to 5 backwards, after a 0 that stands for the beginning. */
  private static EncoderDecoders.Batch backwards(SplittableRandom random, int size) {
    INDArray source = Nd4j.create(DataType.FLOAT, size, TIME);
    INDArray target = Nd4j.create(DataType.FLOAT, size, TIME);
    INDArray labels = Nd4j.create(DataType.FLOAT, size, 1, TIME);
    INDArray mask = Nd4j.create(DataType.FLOAT, size, TIME);
    for (int b = 0; b < size; b++) {
      int length = random.nextInt(2, TIME + 1);
      for (int t = 0; t < length; t++) {
        int word = random.nextInt(1, SHAPE.vocabulary());
        source.putScalar(b, t, word);
        mask.putScalar(b, t, 1);
        labels.putScalar(new int[] {b, 0, length - 1 - t}, word);
        if (length - t < length) {
          target.putScalar(b, length - t, word);
        }
      }
    }
    return new EncoderDecoders.Batch(source, target, labels, mask, mask);
  }

  @Test
  void aTrainedGraphSaysWordsBackwards() {
    ComputationGraph network = network();
    SplittableRandom random = new SplittableRandom(13);
    for (int step = 0; step < 400; step++) {
      EncoderDecoders.Batch batch = backwards(random, 32);
      network.fit(
          new MultiDataSet(
              batch.inputs(),
              new INDArray[] {batch.labels()},
              batch.masks(),
              new INDArray[] {batch.masks()[1]}));
    }
    EncoderDecoders.Batch batch = backwards(random, 100);
    Decoding decoding = new Decoding(network, EncoderDecoders.TARGET);
    decoding.begin(batch.inputs(), batch.masks());
    INDArray word = Nd4j.zeros(DataType.FLOAT, 100, 1, 1);
    double right = 0;
    for (int t = 0; t < TIME; t++) {
      word = decoding.next(word).argMax(1).castTo(DataType.FLOAT).reshape(100, 1, 1);
      for (int b = 0; b < 100; b++) {
        boolean isRight = word.getInt(b, 0, 0) == batch.labels().getInt(b, 0, t);
        right += isRight ? batch.masks()[1].getDouble(b, t) : 0;
      }
    }
    double accuracy = right / batch.masks()[1].sumNumber().doubleValue();
    assertTrue(accuracy > 0.9, () -> "accuracy " + accuracy);
  }

  private static ComputationGraph ending(Layer end) {
    return EncoderDecoders.network(
        EncoderDecoders.configuration(SHAPE, 0, DataType.FLOAT, end), FAST);
  }

  private static LSTM.Builder lstm() {
    return new LSTM.Builder().nIn(SHAPE.width()).nOut(SHAPE.width()).activation(Activation.TANH);
  }

  @Test
  void whatIsFrozenRemembersEarlierStepsAndForgetsEarlierTexts() {
    Layer ofOurs =
        new TransformerBlock.Builder()
            .width(SHAPE.width())
            .heads(SHAPE.heads())
            .reach(Reach.PAST)
            .build();
    List<Layer> ends =
        List.of(
            new FrozenLayer(lstm().build()),
            new FrozenLayerWithBackprop(lstm().build()),
            new FrozenLayer(lstm().gateActivationFunction(Activation.HARDSIGMOID).build()),
            new FrozenLayer(ofOurs));
    for (Layer end : ends) {
      ComputationGraph network = ending(end);
      Decoding decoding = new Decoding(network, EncoderDecoders.TARGET);
      EncoderDecoders.Batch batch = EncoderDecoders.batch(SHAPE, DataType.FLOAT, 3, 4, 7);
      INDArray whole = EncoderDecoders.output(network, batch).dup();
      for (int text = 0; text < 2; text++) {
        decoding.begin(batch.inputs(), null);
        for (int t = 0; t < 7; t++) {
          INDArray word = steps(batch.target(), t, t + 1).reshape(3, 1, 1);
          assertClose(steps(whole, t, t + 1), decoding.next(word).dup());
        }
      }
    }
  }

  @Test
  void aWrapperThatDoesMoreThanHandOnIsRefused() {
    ComputationGraph network =
        ending(new MaskZeroLayer.Builder().setUnderlying(lstm().build()).setMaskValue(0).build());
    assertEquals(
        "expected recurrent layers to go on step by step with that are bare or frozen, found one in a MaskZeroLayer: take it out",
        assertThrows(
                IllegalArgumentException.class, () -> new Decoding(network, EncoderDecoders.TARGET))
            .getMessage());
  }

  @Test
  void anUnknownTargetIsRefused() {
    ComputationGraph network = network();
    var e = assertThrows(IllegalArgumentException.class, () -> new Decoding(network, "targe"));
    assertEquals(
        "expected a graph with an input targe and one output,"
            + " found inputs [source, target] and outputs [out]",
        e.getMessage());
  }
}
