package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Activation;
import io.meanfield.zoo.kernel.Dropout;
import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Matrices;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A branch of a transformer's block, x + f(norm(x)), over rows [batch * time, width]. It finds what
 * it learned by name in the layer that it belongs to.
 */
abstract class Branch {
  final TransformerLayer layer;
  final Kernels kernels;
  private final NormedRows norm;
  private final String gain;
  private final String shift;
  private Dropout dropout = Dropout.NONE;

  /** A product with a bias, by the names of what it learns. */
  record Dense(String weights, String bias) {}

  Branch(TransformerLayer layer, String gain, String shift) {
    this.layer = layer;
    this.kernels = layer.kernels;
    this.norm = new NormedRows(kernels);
    this.gain = gain;
    this.shift = shift;
  }

  /** Where a pass puts what its backward pass needs. */
  static ArrayType place(boolean training) {
    return training ? ArrayType.ACTIVATIONS : ArrayType.FF_WORKING_MEM;
  }

  /** The beginning of a branch, as products take it. */
  final INDArray norm(INDArray rows, boolean training, LayerWorkspaceMgr mgr) {
    INDArray normed = operand(place(training), mgr, rows.shape());
    norm.forward(rows, new NormedRows.Norm(layer.getParam(gain), layer.getParam(shift)), normed);
    return normed;
  }

  /** The result of the last {@link #norm}. */
  final INDArray normed() {
    return norm.normed();
  }

  /** The end of a branch: some of its results are dropped, and what it began with is added. */
  final void end(INDArray results, INDArray rows, boolean training) {
    dropout = newDropout(training);
    kernels.dropouts().drop(dropout, results);
    kernels.elementwise().add(results, rows, results);
  }

  final Dropout newDropout(boolean training) {
    double fraction = training ? layer.layerConf().dropout() : 0;
    return fraction == 0 ? Dropout.NONE : new Dropout(fraction, Nd4j.getRandom().nextLong());
  }

  final void dense(INDArray in, Dense dense, INDArray out) {
    kernels
        .matrices()
        .dense(
            in,
            layer.getParam(dense.weights()),
            layer.getParam(dense.bias()),
            Activation.IDENTITY,
            out);
  }

  /** The gradient of what {@link #end} dropped some of. */
  final INDArray endGradient(INDArray gradient, LayerWorkspaceMgr mgr) {
    if (dropout.isNone()) {
      return gradient;
    }
    INDArray copy = layer.create(ArrayType.BP_WORKING_MEM, mgr, gradient.shape());
    kernels.elementwise().copy(gradient, copy);
    kernels.dropouts().drop(dropout, copy);
    return copy;
  }

  /**
   * @param input of the product, as it took it
   * @param below the input's gradient, to be found
   */
  final void denseGradients(
      Dense dense, INDArray input, INDArray gradient, INDArray below, LayerWorkspaceMgr mgr) {
    Matrices matrices = kernels.matrices();
    matrices.sumOfRows(gradient, layer.gradientOf(dense.bias()));
    INDArray above = Operands.of(gradient, ArrayType.BP_WORKING_MEM, kernels, mgr);
    matrices.denseGradient(input, above, layer.gradientOf(dense.weights()), null);
    matrices.denseInputGradient(above, layer.getParam(dense.weights()), below);
  }

  /**
   * Back through the norm, and around the branch.
   *
   * @param ofNormed the gradient of {@link #normed}
   * @param ofEnd the gradient of the branch's end
   * @param below the gradient of what the branch began with, to be found
   */
  final void normGradient(INDArray ofNormed, INDArray ofEnd, INDArray below) {
    norm.gradient(ofNormed, below, layer.gradientOf(gain), layer.gradientOf(shift));
    kernels.elementwise().add(below, ofEnd, below);
  }

  /** Memory for what products take. */
  final INDArray operand(ArrayType place, LayerWorkspaceMgr mgr, long... shape) {
    DataType type = kernels.matrices().operandType(layer.dataType());
    return mgr.createUninitialized(place, type, shape, 'c');
  }

  void forget() {
    norm.forget();
  }
}
