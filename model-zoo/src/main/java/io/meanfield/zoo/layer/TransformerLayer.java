package io.meanfield.zoo.layer;

import static io.meanfield.zoo.layer.TransformerBlock.NARROW;
import static io.meanfield.zoo.layer.TransformerBlock.NARROW_BIAS;
import static io.meanfield.zoo.layer.TransformerBlock.NORM1_GAIN;
import static io.meanfield.zoo.layer.TransformerBlock.NORM1_SHIFT;
import static io.meanfield.zoo.layer.TransformerBlock.NORM2_GAIN;
import static io.meanfield.zoo.layer.TransformerBlock.NORM2_SHIFT;
import static io.meanfield.zoo.layer.TransformerBlock.OUTPUT;
import static io.meanfield.zoo.layer.TransformerBlock.OUTPUT_BIAS;
import static io.meanfield.zoo.layer.TransformerBlock.PROJECTION;
import static io.meanfield.zoo.layer.TransformerBlock.PROJECTION_BIAS;
import static io.meanfield.zoo.layer.TransformerBlock.WIDE;
import static io.meanfield.zoo.layer.TransformerBlock.WIDE_BIAS;

import io.meanfield.zoo.kernel.Activation;
import io.meanfield.zoo.kernel.Attention.Heads;
import io.meanfield.zoo.kernel.Attention.Rule;
import io.meanfield.zoo.kernel.Dropout;
import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Matrices;
import io.meanfield.zoo.kernel.Saved;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A {@link TransformerBlock}. */
final class TransformerLayer extends OwnSequenceLayer<TransformerBlock> {
  private static final long serialVersionUID = 1;

  private final transient NormedRows norm1;
  private final transient NormedRows norm2;
  private final transient Saved saved = new Saved();
  private final transient PastSteps pastSteps = new PastSteps(stateMap);
  private transient Kept kept;

  /** What a training pass leaves for its backward pass; all [batch * time, ...]. */
  private record Kept(
      INDArray projected,
      INDArray attended,
      INDArray middle,
      INDArray wide,
      INDArray active,
      Rule rule,
      Dropout first,
      Dropout second) {}

  TransformerLayer(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    super(conf, type, kernels);
    norm1 = new NormedRows(kernels);
    norm2 = new NormedRows(kernels);
  }

  @Override
  INDArray forward(INDArray rows, long past, boolean training, LayerWorkspaceMgr mgr) {
    ArrayType place = training ? ArrayType.ACTIVATIONS : ArrayType.FF_WORKING_MEM;
    Matrices matrices = kernels.matrices();
    long numRows = rows.size(0);
    long width = rows.size(1);
    INDArray normed = operand(place, mgr, numRows, width);
    norm1.forward(rows, norm(NORM1_GAIN, NORM1_SHIFT), normed);
    INDArray projected = create(place, mgr, numRows, 3 * width);
    dense(normed, PROJECTION, PROJECTION_BIAS, projected);
    Heads heads = heads(projected);
    Rule rule = new Rule(layerConf().reach(), maskArray, dropout(training));
    if (isStepping()) {
      heads = pastSteps.and(heads, past);
      rule = PastSteps.rule(heads, past, layerConf().reach());
    }
    INDArray attended = create(place, mgr, numRows, width);
    kernels.attention().forward(heads, rule, heads(attended, 0, width), saved);
    attended = Operands.of(attended, place, kernels, mgr);
    INDArray middle = create(place, mgr, numRows, width);
    dense(attended, OUTPUT, OUTPUT_BIAS, middle);
    Dropout first = dropout(training);
    kernels.dropouts().drop(first, middle);
    kernels.elementwise().add(middle, rows, middle);

    INDArray normed2 = operand(place, mgr, numRows, width);
    norm2.forward(middle, norm(NORM2_GAIN, NORM2_SHIFT), normed2);
    INDArray weights = getParam(WIDE);
    INDArray wide = create(place, mgr, numRows, weights.size(1));
    dense(normed2, WIDE, WIDE_BIAS, wide);
    INDArray active = training ? operand(place, mgr, wide.shape()) : wide;
    kernels.elementwise().activate(Activation.GELU, wide, active);
    INDArray output = create(ArrayType.ACTIVATIONS, mgr, numRows, width);
    matrices.dense(active, getParam(NARROW), getParam(NARROW_BIAS), Activation.IDENTITY, output);
    Dropout second = dropout(training);
    kernels.dropouts().drop(second, output);
    kernels.elementwise().add(output, middle, output);
    kept =
        training ? new Kept(projected, attended, middle, wide, active, rule, first, second) : null;
    return output;
  }

  private void dense(INDArray in, String weights, String bias, INDArray out) {
    kernels.matrices().dense(in, getParam(weights), getParam(bias), Activation.IDENTITY, out);
  }

  private NormedRows.Norm norm(String gain, String shift) {
    return new NormedRows.Norm(getParam(gain), getParam(shift));
  }

  private Dropout dropout(boolean training) {
    double fraction = training ? layerConf().dropout() : 0;
    return fraction == 0 ? Dropout.NONE : new Dropout(fraction, Nd4j.getRandom().nextLong());
  }

  /** Queries, keys and values of one projection. */
  private Heads heads(INDArray projected) {
    long width = projected.size(1) / 3;
    return new Heads(
        heads(projected, 0, width),
        heads(projected, width, width),
        heads(projected, 2 * width, width));
  }

  /** Columns of rows [batch * time, ...] as [batch, heads, time, size]; a view. */
  private INDArray heads(INDArray rows, long from, long width) {
    long size = width / layerConf().heads();
    long time = rows.size(0) / batch();
    long rowLength = rows.size(1);
    return Nd4j.create(
        rows.data(),
        new long[] {batch(), layerConf().heads(), time, size},
        new long[] {time * rowLength, size, rowLength, 1},
        rows.offset() + from);
  }

  @Override
  INDArray backward(INDArray rows, INDArray gradient, LayerWorkspaceMgr mgr) {
    INDArray middle = narrowAndWide(gradient, mgr);
    kernels.elementwise().add(middle, gradient, middle);
    INDArray below = create(ArrayType.ACTIVATION_GRAD, mgr, rows.shape());
    attention(rows, middle, below, mgr);
    kernels.elementwise().add(below, middle, below);
    return below;
  }

  /** Back through the two dense layers and the norm before them. */
  private INDArray narrowAndWide(INDArray gradient, LayerWorkspaceMgr mgr) {
    INDArray wide = create(ArrayType.BP_WORKING_MEM, mgr, kept.wide().shape());
    INDArray dropped = dropped(kept.second(), gradient, mgr);
    denseGradients(new Dense(NARROW, NARROW_BIAS, kept.active()), dropped, wide, mgr);
    kernels.elementwise().activateGradient(Activation.GELU, kept.wide(), wide, wide);
    INDArray normed = create(ArrayType.BP_WORKING_MEM, mgr, gradient.shape());
    denseGradients(new Dense(WIDE, WIDE_BIAS, norm2.normed()), wide, normed, mgr);
    INDArray middle = create(ArrayType.BP_WORKING_MEM, mgr, gradient.shape());
    norm2.gradient(normed, middle, gradientViews.get(NORM2_GAIN), gradientViews.get(NORM2_SHIFT));
    return middle;
  }

  /** Back through attention and the norm before it. */
  private void attention(INDArray rows, INDArray gradient, INDArray below, LayerWorkspaceMgr mgr) {
    long width = rows.size(1);
    INDArray attended = create(ArrayType.BP_WORKING_MEM, mgr, rows.shape());
    INDArray dropped = dropped(kept.first(), gradient, mgr);
    denseGradients(new Dense(OUTPUT, OUTPUT_BIAS, kept.attended()), dropped, attended, mgr);
    INDArray projected = create(ArrayType.BP_WORKING_MEM, mgr, kept.projected().shape());
    kernels
        .attention()
        .gradient(
            heads(kept.projected()),
            kept.rule(),
            heads(attended, 0, width),
            saved,
            heads(projected));
    INDArray normed = create(ArrayType.BP_WORKING_MEM, mgr, rows.shape());
    denseGradients(new Dense(PROJECTION, PROJECTION_BIAS, norm1.normed()), projected, normed, mgr);
    norm1.gradient(normed, below, gradientViews.get(NORM1_GAIN), gradientViews.get(NORM1_SHIFT));
  }

  /** A product with a bias, by the names of what it learns, and what went into it. */
  private record Dense(String weights, String bias, INDArray input) {}

  private void denseGradients(
      Dense dense, INDArray gradient, INDArray below, LayerWorkspaceMgr mgr) {
    Matrices matrices = kernels.matrices();
    matrices.sumOfRows(gradient, gradientViews.get(dense.bias()));
    INDArray above = Operands.of(gradient, ArrayType.BP_WORKING_MEM, kernels, mgr);
    matrices.denseGradient(dense.input(), above, gradientViews.get(dense.weights()), null);
    matrices.denseInputGradient(above, getParam(dense.weights()), below);
  }

  /** Memory for what products take. */
  private INDArray operand(ArrayType place, LayerWorkspaceMgr mgr, long... shape) {
    DataType type = kernels.matrices().operandType(dataType);
    return mgr.createUninitialized(place, type, shape, 'c');
  }

  private INDArray dropped(Dropout dropout, INDArray gradient, LayerWorkspaceMgr mgr) {
    if (dropout.isNone()) {
      return gradient;
    }
    INDArray copy = create(ArrayType.BP_WORKING_MEM, mgr, gradient.shape());
    kernels.elementwise().copy(gradient, copy);
    kernels.dropouts().drop(dropout, copy);
    return copy;
  }

  @Override
  public void clear() {
    super.clear();
    kept = null;
    norm1.forget();
    norm2.forget();
  }
}
