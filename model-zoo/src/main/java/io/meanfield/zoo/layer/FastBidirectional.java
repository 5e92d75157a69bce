package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import java.util.Map;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;
import org.deeplearning4j.nn.params.BidirectionalParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Two recurrent layers over the same sequences, one from left to right and one from right to left,
 * without a reversed copy of anything.
 */
final class FastBidirectional extends BidirectionalLayer implements FirstLayer, ReadsWords {
  private static final long serialVersionUID = 1;

  private final transient OneWay there;
  private final transient OneWay back;
  private final transient Kernels kernels;
  private final Bidirectional.Mode mode;
  private final RNNFormat format;
  private transient INDArray input;
  private transient FastEmbeddingSequence words;

  /** Outputs that are multiplied, until the gradient is made. */
  private transient INDArray[] factors;

  /**
   * @param there with its parameters, like back
   */
  FastBidirectional(BidirectionalLayer stock, OneWay there, OneWay back, Kernels kernels) {
    super(stock.conf(), there, back, stock.params());
    this.there = there;
    this.back = back;
    this.kernels = kernels;
    Bidirectional conf = (Bidirectional) stock.conf().getLayer();
    this.mode = conf.getMode();
    this.format = conf.getRNNDataFormat();
    setIndex(stock.getIndex());
    if (stock.getGradientsViewArray() != null) {
      setBackpropGradientsViewArray(stock.getGradientsViewArray());
    }
  }

  @Override
  public void isFirst() {
    ((FirstLayer) there).isFirst();
    ((FirstLayer) back).isFirst();
  }

  @Override
  public void reads(FastEmbeddingSequence newWords) {
    words = newWords;
    there.reads(newWords);
    back.reads(newWords);
  }

  @Override
  public void setInput(INDArray newInput, LayerWorkspaceMgr workspaces) {
    input = newInput;
    there.setInput(newInput, workspaces);
    back.setInput(newInput, workspaces);
  }

  @Override
  public INDArray input() {
    return input;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray sequence = TimeMajor.named(format, input);
    long batch = sequence.size(0);
    long time = sequence.size(2);
    long units = units();
    if (mode == Bidirectional.Mode.CONCAT) {
      INDArray both =
          TimeMajor.create(
              workspaces, ArrayType.ACTIVATIONS, input.dataType(), batch, 2 * units, time);
      there.activateInto(half(both, 0), training, workspaces);
      back.activateInto(half(both, 1), training, workspaces);
      return TimeMajor.named(format, both);
    }
    INDArray output =
        TimeMajor.create(workspaces, ArrayType.ACTIVATIONS, input.dataType(), batch, units, time);
    ArrayType place =
        mode == Bidirectional.Mode.MUL ? ArrayType.ACTIVATIONS : ArrayType.FF_WORKING_MEM;
    INDArray other = TimeMajor.create(workspaces, place, input.dataType(), batch, units, time);
    there.activateInto(output, training, workspaces);
    back.activateInto(other, training, workspaces);
    return TimeMajor.named(format, combined(output, other, workspaces));
  }

  private INDArray combined(INDArray output, INDArray other, LayerWorkspaceMgr workspaces) {
    switch (mode) {
      case ADD -> kernels.elementwise().add(output, other, output);
      case AVERAGE -> {
        kernels.elementwise().add(output, other, output);
        output.muli(0.5);
      }
      default -> {
        factors = new INDArray[] {output, other};
        INDArray product = Lying.like(output, ArrayType.ACTIVATIONS, workspaces);
        return output.muli(other, product);
      }
    }
    return output;
  }

  private long units() {
    return there.getParam("RW").size(0);
  }

  private INDArray half(INDArray both, long index) {
    long units = both.size(1) / 2;
    return both.get(
        NDArrayIndex.all(),
        NDArrayIndex.interval(index * units, (index + 1) * units),
        NDArrayIndex.all());
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray above = TimeMajor.named(format, epsilon);
    INDArray aboveThere =
        switch (mode) {
          case CONCAT -> half(above, 0);
          case ADD -> above;
          case AVERAGE -> above.mul(0.5);
          case MUL -> above.mul(factors[1]);
        };
    INDArray aboveBack =
        switch (mode) {
          case CONCAT -> half(above, 1);
          case MUL -> above.mul(factors[0]);
          default -> aboveThere;
        };
    factors = null;
    var right =
        there.backpropGradient(
            TimeMajor.named(format, aboveThere), ArrayType.ACTIVATION_GRAD, workspaces);
    var left =
        back.backpropGradient(
            TimeMajor.named(format, aboveBack), ArrayType.BP_WORKING_MEM, workspaces);
    Gradient gradient = new DefaultGradient(getGradientsViewArray());
    put(gradient, BidirectionalParamInitializer.FORWARD_PREFIX, right.getFirst());
    put(gradient, BidirectionalParamInitializer.BACKWARD_PREFIX, left.getFirst());
    INDArray below = right.getSecond();
    if (below != null) {
      kernels.elementwise().add(below, left.getSecond(), below);
    }
    return ReadsWords.handedOver(new Pair<>(gradient, below), input, words);
  }

  private static void put(Gradient all, String prefix, Gradient part) {
    for (Map.Entry<String, INDArray> entry : part.gradientForVariable().entrySet()) {
      all.gradientForVariable().put(prefix + entry.getKey(), entry.getValue());
    }
  }

  @Override
  public void setMaskArray(INDArray mask) {
    there.setMaskArray(mask);
    back.setMaskArray(mask);
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState state, int batchSize) {
    back.feedForwardMaskArray(mask, state, batchSize);
    return there.feedForwardMaskArray(mask, state, batchSize);
  }

  @Override
  public void allowInputModification(boolean allow) {
    there.allowInputModification(false);
    back.allowInputModification(false);
  }

  @Override
  public void clear() {
    super.clear();
    input = null;
    factors = null;
  }
}
