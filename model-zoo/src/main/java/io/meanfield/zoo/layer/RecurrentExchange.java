package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Recurrence.Direction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.layers.feedforward.embedding.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.layers.recurrent.LastTimeStepLayer;
import org.deeplearning4j.nn.layers.recurrent.RnnOutputLayer;
import org.deeplearning4j.nn.params.BidirectionalParamInitializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** {@link Exchange} for layers over sequences. */
record RecurrentExchange(Kernels kernels, DataType type) {

  static boolean isFor(Layer stock) {
    Class<?> kind = stock.getClass();
    return kind == EmbeddingSequenceLayer.class
        || isOneWay(stock)
        || kind == LastTimeStepLayer.class
        || kind == BidirectionalLayer.class
        || kind == RnnOutputLayer.class;
  }

  private static boolean isOneWay(Layer stock) {
    return stock.getClass() == LSTM.class || stock.getClass() == GruLayer.class;
  }

  /** Makes an embedding and the only layer that reads it known to each other. */
  static void introduce(Layer layer, Layer after) {
    if (layer instanceof FastEmbeddingSequence embedding && after instanceof ReadsWords reader) {
      embedding.isBeforeRecurrence();
      reader.reads(embedding);
    }
  }

  Optional<Layer> made(Layer stock) {
    if (stock instanceof EmbeddingSequenceLayer embedding) {
      boolean fits = FastEmbeddingSequence.fits(embedding.layerConf());
      return fits
          ? Optional.of(new FastEmbeddingSequence(stock.conf(), type, kernels))
          : Optional.empty();
    }
    if (stock instanceof RnnOutputLayer) {
      return Optional.of(new FastRnnOutput(stock.conf(), type, kernels));
    }
    if (stock instanceof LastTimeStepLayer last) {
      return lastOf(last.getUnderlying()).map(fast -> new FastLastTimeStep(fast, kernels));
    }
    if (stock instanceof BidirectionalLayer both) {
      return bidirectional(both);
    }
    return made(stock.conf(), Direction.LEFT_TO_RIGHT).map(layer -> layer);
  }

  private Optional<Layer> lastOf(Layer stock) {
    if (stock instanceof BidirectionalLayer both) {
      return bidirectional(both);
    }
    return isOneWay(stock)
        ? made(stock.conf(), Direction.LEFT_TO_RIGHT).map(fast -> Exchange.withStateOf(stock, fast))
        : Optional.empty();
  }

  private Optional<Layer> bidirectional(BidirectionalLayer stock) {
    var conf = (Bidirectional) stock.conf().getLayer();
    long half = stock.params().length() / 2;
    Optional<OneWay> there =
        half(stock, conf.getFwd(), BidirectionalParamInitializer.FORWARD_PREFIX, 0);
    Optional<OneWay> back =
        half(stock, conf.getBwd(), BidirectionalParamInitializer.BACKWARD_PREFIX, half);
    return there.isPresent() && back.isPresent()
        ? Optional.of(new FastBidirectional(stock, there.get(), back.get(), kernels))
        : Optional.empty();
  }

  /** Made from its configuration and parameters, because the wrapper does not give it away. */
  private Optional<OneWay> half(
      BidirectionalLayer stock,
      org.deeplearning4j.nn.conf.layers.Layer conf,
      String prefix,
      long offset) {
    Direction direction = offset == 0 ? Direction.LEFT_TO_RIGHT : Direction.RIGHT_TO_LEFT;
    NeuralNetConfiguration inner = stock.conf().clone();
    inner.setLayer(conf);
    Optional<OneWay> made = made(inner, direction);
    made.ifPresent(
        layer -> {
          long half = stock.params().length() / 2;
          INDArray all = stock.params().reshape(stock.params().length());
          layer.setParamsViewArray(all.get(NDArrayIndex.interval(offset, offset + half)));
          Map<String, INDArray> table = new LinkedHashMap<>();
          stock
              .paramTable()
              .forEach(
                  (name, array) -> {
                    if (name.startsWith(prefix)) {
                      table.put(name.substring(prefix.length()), array);
                    }
                  });
          layer.setParamTable(table);
        });
    return made;
  }

  private Optional<OneWay> made(NeuralNetConfiguration conf, Direction direction) {
    if (conf.getLayer().getClass() == org.deeplearning4j.nn.conf.layers.LSTM.class) {
      var lstm = (org.deeplearning4j.nn.conf.layers.LSTM) conf.getLayer();
      return FastLstm.fits(lstm)
          ? Optional.of(new FastLstm(conf, type, kernels, direction))
          : Optional.empty();
    }
    return conf.getLayer() instanceof Gru
        ? Optional.of(new GruLayer(conf, type, kernels, direction))
        : Optional.empty();
  }
}
