package io.meanfield.zoo.layer;

import static io.meanfield.zoo.kernel.Tolerances.assertClose;
import static io.meanfield.zoo.layer.RecurrentNets.CLASSES;
import static io.meanfield.zoo.layer.RecurrentNets.SIZE;
import static io.meanfield.zoo.layer.RecurrentNets.UNITS;
import static io.meanfield.zoo.layer.RecurrentNets.both;
import static io.meanfield.zoo.layer.RecurrentNets.fast;
import static io.meanfield.zoo.layer.RecurrentNets.gru;
import static io.meanfield.zoo.layer.RecurrentNets.last;
import static io.meanfield.zoo.layer.RecurrentNets.lstm;
import static io.meanfield.zoo.layer.RecurrentNets.network;
import static io.meanfield.zoo.layer.RecurrentNets.output;
import static io.meanfield.zoo.layer.RecurrentNets.steps;
import static io.meanfield.zoo.layer.RecurrentNets.words;
import static org.deeplearning4j.nn.conf.RNNFormat.NCW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Slopes;
import io.meanfield.zoo.kernel.Tolerances;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional.Mode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

@Tag("unit")
class TestFastRecurrent {
  private static final int BATCH = 7;
  private static final int TIME = 4;

  private static void expectAllFast(MultiLayerNetwork network) {
    for (var layer : network.getLayers()) {
      assertEquals(
          Acceleration.class.getPackageName(),
          layer.getClass().getPackageName(),
          layer.getClass().getName());
    }
  }

  /** Score, gradient and output of one training step. */
  private static void expectEqual(MultiLayerNetwork stock, DataSet data) {
    MultiLayerNetwork fast = fast(stock);
    expectAllFast(fast);
    for (int repetition = 0; repetition < 2; repetition++) {
      for (MultiLayerNetwork network : List.of(stock, fast)) {
        network.setInput(data.getFeatures());
        network.setLabels(data.getLabels());
        network.setLayerMaskArrays(data.getFeaturesMaskArray(), data.getLabelsMaskArray());
        network.computeGradientAndScore();
      }
      assertClose(stock.score(), fast.score());
      assertClose(stock.getGradientsViewArray(), fast.getGradientsViewArray());
      assertClose(stock.score(data), fast.score(data));
      assertClose(stock.scoreExamples(data, false), fast.scoreExamples(data, false));
    }
    INDArray features = data.getFeatures();
    INDArray mask = data.getFeaturesMaskArray();
    assertClose(
        stock.output(features, false, mask, null), fast.output(features, false, mask, null));
  }

  private static INDArray sequences(RNNFormat format) {
    INDArray sequences = RecurrentNets.sequences(DataType.FLOAT, BATCH, SIZE, TIME);
    return TimeMajor.named(format, sequences).dup('c');
  }

  @Test
  void languageModels() {
    INDArray words = RecurrentNets.sentences(BATCH, TIME);
    INDArray mask = RecurrentNets.mask(BATCH, TIME);
    INDArray classes = RecurrentNets.stepLabels(BATCH, TIME, false);
    INDArray oneHot = RecurrentNets.stepLabels(BATCH, TIME, true);
    for (boolean isMasked : new boolean[] {false, true}) {
      INDArray m = isMasked ? mask : null;
      MultiLayerNetwork sparse =
          network(
              DataType.FLOAT,
              words(),
              lstm(SIZE, NCW),
              lstm(UNITS, NCW),
              steps(UNITS, LossFunction.SPARSE_MCXENT, NCW));
      expectEqual(sparse, new DataSet(words, classes, m, m));
      MultiLayerNetwork dense =
          network(DataType.FLOAT, words(), steps(SIZE, LossFunction.MCXENT, NCW));
      expectEqual(dense, new DataSet(words, oneHot, m, m));
    }
  }

  @Test
  void wordsThatOccurOften() {
    INDArray words = RecurrentNets.sentences(64, TIME);
    INDArray mask = RecurrentNets.mask(64, TIME);
    INDArray classes = RecurrentNets.stepLabels(64, TIME, false);
    INDArray labels = RecurrentNets.labels(DataType.FLOAT, 64);
    for (INDArray m : new INDArray[] {null, mask}) {
      for (var first : List.of(lstm(SIZE, NCW), gru(SIZE, NCW))) {
        expectEqual(
            network(DataType.FLOAT, words(), first, steps(UNITS, LossFunction.SPARSE_MCXENT, NCW)),
            new DataSet(words, classes, m, m));
        expectEqual(
            network(DataType.FLOAT, words(), last(first), output(UNITS)),
            new DataSet(words, labels, m, null));
        expectEqual(
            network(
                DataType.FLOAT,
                words(),
                both(Mode.CONCAT, first),
                steps(2 * UNITS, LossFunction.SPARSE_MCXENT, NCW)),
            new DataSet(words, classes, m, m));
      }
    }
  }

  @Test
  void classifiersOfSequences() {
    INDArray labels = RecurrentNets.labels(DataType.FLOAT, BATCH);
    INDArray mask = RecurrentNets.mask(BATCH, TIME);
    for (RNNFormat format : RNNFormat.values()) {
      MultiLayerNetwork network =
          network(DataType.FLOAT, lstm(SIZE, format), last(lstm(UNITS, format)), output(UNITS));
      expectEqual(network, new DataSet(sequences(format), labels));
      expectEqual(network, new DataSet(sequences(format), labels, mask, null));
      MultiLayerNetwork gated =
          network(DataType.FLOAT, gru(SIZE, format), last(gru(UNITS, format)), output(UNITS));
      expectEqual(gated, new DataSet(sequences(format), labels, mask, null));
    }
  }

  @Test
  void bothDirections() {
    for (RNNFormat format : RNNFormat.values()) {
      for (Mode mode : Mode.values()) {
        int width = mode == Mode.CONCAT ? 2 * UNITS : UNITS;
        INDArray labels =
            TimeMajor.named(format, RecurrentNets.stepLabels(BATCH, TIME, true)).dup('c');
        DataSet data = new DataSet(sequences(format), labels);
        expectEqual(
            network(
                DataType.FLOAT,
                both(mode, lstm(SIZE, format)),
                both(mode, lstm(width, format)),
                steps(width, LossFunction.MCXENT, format)),
            data);
        expectEqual(
            network(
                DataType.FLOAT,
                both(mode, gru(SIZE, format)),
                both(mode, gru(width, format)),
                steps(width, LossFunction.MCXENT, format)),
            data);
      }
    }
  }

  @Test
  void lastStepsOfBothDirections() {
    INDArray labels = RecurrentNets.labels(DataType.FLOAT, BATCH);
    INDArray mask = RecurrentNets.mask(BATCH, TIME);
    for (RNNFormat format : RNNFormat.values()) {
      for (Mode mode : Mode.values()) {
        int width = mode == Mode.CONCAT ? 2 * UNITS : UNITS;
        MultiLayerNetwork network =
            network(
                DataType.FLOAT,
                lstm(SIZE, format),
                last(both(mode, lstm(UNITS, format))),
                output(width));
        expectEqual(network, new DataSet(sequences(format), labels));
        assertClose( // stock has another gradient than the slope where steps are masked
            network.output(sequences(format), false, mask, null),
            fast(network).output(sequences(format), false, mask, null));
      }
    }
    MultiLayerNetwork ofWords =
        network(
            DataType.FLOAT, words(), last(both(Mode.CONCAT, gru(SIZE, NCW))), output(2 * UNITS));
    expectEqual(
        ofWords,
        new DataSet(RecurrentNets.sentences(64, TIME), RecurrentNets.labels(DataType.FLOAT, 64)));
  }

  @Test
  void singleWords() {
    MultiLayerNetwork network = ofSingleWords(new EmbeddingLayer.Builder());
    INDArray words = RecurrentNets.sentences(17, 1);
    INDArray labels = RecurrentNets.labels(DataType.FLOAT, 17);
    expectEqual(network, new DataSet(words, labels));
    expectEqual(
        ofSingleWords(new EmbeddingLayer.Builder().hasBias(true).biasInit(0.3)),
        new DataSet(words, labels));
    words.putScalar(3, 0, RecurrentNets.WORDS);
    assertThrows(DL4JInvalidInputException.class, () -> fast(network).output(words));
  }

  private static MultiLayerNetwork ofSingleWords(EmbeddingLayer.Builder words) {
    return network(DataType.FLOAT, words.nIn(RecurrentNets.WORDS).nOut(SIZE).build(), output(SIZE));
  }

  @Test
  void frozenLayersHandGradientsOn() {
    MultiLayerNetwork network =
        network(
            DataType.FLOAT,
            lstm(SIZE, NCW),
            new FrozenLayerWithBackprop(lstm(UNITS, NCW)),
            new FrozenLayerWithBackprop(gru(UNITS, NCW)),
            steps(UNITS, LossFunction.MCXENT, NCW));
    INDArray labels = RecurrentNets.stepLabels(BATCH, TIME, true);
    expectEqual(network, new DataSet(sequences(NCW), labels));
  }

  @Test
  void generationGoesOnWhereItEnded() {
    MultiLayerNetwork stock =
        network(
            DataType.FLOAT,
            lstm(SIZE, NCW),
            lstm(UNITS, NCW),
            steps(UNITS, LossFunction.MCXENT, NCW));
    MultiLayerNetwork fast = fast(stock);
    for (int i = 0; i < 3; i++) {
      assertClose(stock.rnnTimeStep(sequences(NCW)), fast.rnnTimeStep(sequences(NCW)));
    }
    fast.rnnClearPreviousState();
    stock.rnnClearPreviousState();
    assertClose(stock.rnnTimeStep(sequences(NCW)), fast.rnnTimeStep(sequences(NCW)));
  }

  @Test
  void truncatedBackPropagationIsStock() {
    MultiLayerNetwork stock =
        network(DataType.FLOAT, lstm(SIZE, NCW), steps(UNITS, LossFunction.MCXENT, NCW));
    stock.getLayerWiseConfigurations().setBackpropType(BackpropType.TruncatedBPTT);
    stock.getLayerWiseConfigurations().setTbpttFwdLength(2);
    stock.getLayerWiseConfigurations().setTbpttBackLength(2);
    MultiLayerNetwork fast = fast(stock);
    DataSet data = new DataSet(sequences(NCW), RecurrentNets.stepLabels(BATCH, TIME, true));
    stock.fit(data);
    fast.fit(data);
    assertClose(stock.params(), fast.params());
  }

  @Test
  void fiftyStepsOfTrainingStayTogether() {
    MultiLayerNetwork stock =
        network(DataType.FLOAT, words(), last(lstm(SIZE, NCW)), output(UNITS));
    MultiLayerNetwork fast = fast(stock);
    DataSet data =
        new DataSet(
            RecurrentNets.sentences(BATCH, TIME),
            RecurrentNets.labels(DataType.FLOAT, BATCH),
            RecurrentNets.mask(BATCH, TIME),
            null);
    double before = stock.score(data);
    for (int i = 0; i < 50; i++) {
      stock.fit(data);
      fast.fit(data);
      assertEquals(stock.score(), fast.score(), Tolerances.TRAINING * stock.score());
    }
    assertTrue(fast.score(data) < before);
  }

  @Test
  void whatIsSavedIsStock() throws IOException {
    MultiLayerNetwork fast =
        fast(
            network(
                DataType.FLOAT,
                both(Mode.CONCAT, lstm(SIZE, NCW)),
                last(lstm(2 * UNITS, NCW)),
                output(UNITS)));
    fast.fit(new DataSet(sequences(NCW), RecurrentNets.labels(DataType.FLOAT, BATCH)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelSerializer.writeModel(fast, out, false);
    MultiLayerNetwork stock =
        ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(out.toByteArray()));
    assertClose(stock.output(sequences(NCW)), fast.output(sequences(NCW)));
  }

  @Test
  void gradientsAreTheSlopesOfTheLoss() {
    INDArray mask = RecurrentNets.mask(3, TIME).castTo(DataType.DOUBLE);
    INDArray features = RecurrentNets.sequences(DataType.DOUBLE, 3, 2, TIME);
    INDArray labels = RecurrentNets.labels(DataType.DOUBLE, 3);
    Stream.of(
            network(DataType.DOUBLE, last(gru(2, NCW)), output(UNITS)),
            network(
                DataType.DOUBLE,
                both(Mode.CONCAT, gru(2, NCW)),
                last(gru(2 * UNITS, NCW)),
                output(UNITS)),
            network(DataType.DOUBLE, lstm(2, NCW), last(lstm(UNITS, NCW)), output(UNITS)),
            network(
                DataType.DOUBLE,
                lstm(2, NCW),
                last(both(Mode.CONCAT, lstm(UNITS, NCW))),
                output(2 * UNITS)))
        .forEach(
            network -> {
              Acceleration.apply(network, Kernels.reference());
              network.setInput(features);
              network.setLabels(labels);
              network.setLayerMaskArrays(mask, null);
              network.computeGradientAndScore();
              INDArray gradient = network.getGradientsViewArray().div(labels.size(0));
              DataSet data = new DataSet(features, labels, mask, null);
              INDArray slopes =
                  Slopes.of(everySeventh(network.params()), () -> network.score(data));
              assertClose(slopes, everySeventh(gradient));
            });
  }

  private static INDArray everySeventh(INDArray vector) {
    INDArray flat = vector.reshape(vector.length());
    return flat.get(NDArrayIndex.interval(0, 7, flat.length()));
  }

  @Test
  void aGruIsReadFromItsJson() {
    MultiLayerNetwork network =
        network(
            DataType.FLOAT, both(Mode.ADD, gru(SIZE, NCW)), last(gru(UNITS, NCW)), output(UNITS));
    String json = network.getLayerWiseConfigurations().toJson();
    var read = MultiLayerConfiguration.fromJson(json);
    assertEquals(json, read.toJson());
    MultiLayerNetwork again = new MultiLayerNetwork(read);
    again.init(network.params(), true);
    assertEquals(network.output(sequences(NCW)), again.output(sequences(NCW)));
    assertEquals(CLASSES, again.output(sequences(NCW)).size(1));
  }
}
