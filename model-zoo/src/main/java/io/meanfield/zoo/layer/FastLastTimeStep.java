package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Embeddings;
import io.meanfield.zoo.kernel.Kernels;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.LastTimeStepLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.TimeSeriesUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The last step of each sequence that is not masked, of a fast layer's output: [batch, features,
 * time] to [batch, features]. Zeros for a sequence whose steps are all masked.
 */
final class FastLastTimeStep extends LastTimeStepLayer implements FirstLayer, ReadsWords {
  private static final long serialVersionUID = 1;

  private final transient Kernels kernels;

  /** Among [time * batch]. */
  private transient int[] rows;

  private transient long[] shape;

  FastLastTimeStep(Layer underlying, Kernels kernels) {
    super(underlying);
    this.kernels = kernels;
  }

  @Override
  public void isFirst() {
    if (underlying instanceof FirstLayer first) {
      first.isFirst();
    }
  }

  @Override
  public void reads(FastEmbeddingSequence words) {
    ((ReadsWords) underlying).reads(words);
  }

  @Override
  public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    return lastOf(underlying.activate(input, training, workspaces), workspaces);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return lastOf(underlying.activate(training, workspaces), workspaces);
  }

  private INDArray lastOf(INDArray named, LayerWorkspaceMgr workspaces) {
    INDArray sequence = TimeMajor.named(format(), named);
    shape = sequence.shape();
    rows = rows(sequence.size(0), sequence.size(2));
    INDArray last =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            sequence.dataType(),
            new long[] {sequence.size(0), sequence.size(1)},
            'c');
    kernels
        .embeddings()
        .gather(
            TimeMajor.rows(sequence, ArrayType.FF_WORKING_MEM, kernels, workspaces), rows, last);
    return last;
  }

  private RNNFormat format() {
    return TimeSeriesUtils.getFormatFromRnnLayer(underlying.conf().getLayer());
  }

  private int[] rows(long batch, long time) {
    INDArray mask = underlying.getMaskArray();
    float[] all = mask == null ? null : mask.dup('c').data().asFloat();
    int[] last = new int[(int) batch];
    for (int i = 0; i < batch; i++) {
      int t = (int) time - 1;
      while (t >= 0 && all != null && all[i * (int) time + t] == 0) {
        t--;
      }
      last[i] = t < 0 ? Embeddings.NONE : t * (int) batch + i;
    }
    return last;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray gradient =
        TimeMajor.create(workspaces, ArrayType.BP_WORKING_MEM, epsilon.dataType(), shape);
    kernels
        .embeddings()
        .scatter(
            epsilon, rows, TimeMajor.rows(gradient, ArrayType.BP_WORKING_MEM, kernels, workspaces));
    return underlying.backpropGradient(TimeMajor.named(format(), gradient), workspaces);
  }
}
