package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.OneDnn.ENGINE;
import static io.meanfield.zoo.kernel.OneDnn.check;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Softmax by oneDNN. It is the only pass over the logits: labels are zero nearly everywhere, and
 * where they are not, the gradient is corrected in place.
 */
final class OneDnnLosses implements Losses {

  private enum Kind {
    SOFTMAX,
    SOFTMAX_GRADIENT
  }

  @Override
  public void softmax(INDArray logits, INDArray probabilities) {
    Plans.get(
            Plans.Key.of(Kind.SOFTMAX, logits, probabilities),
            bench -> {
              dnnl_memory_desc from = bench.of(logits);
              dnnl_memory_desc to = bench.of(probabilities);
              return Operation.named(
                      "a softmax", forward(bench, from, to, logits.rank() - 1), bench)
                  .with(dnnl.DNNL_ARG_SRC, from)
                  .with(dnnl.DNNL_ARG_DST, to)
                  .build();
            })
        .run(logits, probabilities);
  }

  private static dnnl_primitive_desc forward(
      Workbench bench, dnnl_memory_desc from, dnnl_memory_desc to, int axis) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_softmax_forward_primitive_desc_create(
            desc,
            ENGINE,
            dnnl.dnnl_forward_training,
            dnnl.dnnl_softmax_accurate,
            from,
            to,
            axis,
            bench.attributes()),
        "a softmax");
    return desc;
  }

  @Override
  public void softmaxGradient(
      INDArray probabilities, INDArray outputGradient, INDArray inputGradient) {
    Plans.get(
            Plans.Key.of(Kind.SOFTMAX_GRADIENT, probabilities, outputGradient, inputGradient),
            bench -> {
              dnnl_memory_desc data = bench.of(probabilities);
              int axis = probabilities.rank() - 1;
              dnnl_memory_desc above = bench.of(outputGradient);
              dnnl_memory_desc below = bench.of(inputGradient);
              dnnl_primitive_desc desc = new dnnl_primitive_desc();
              check(
                  dnnl.dnnl_softmax_backward_primitive_desc_create(
                      desc,
                      ENGINE,
                      dnnl.dnnl_softmax_accurate,
                      below,
                      above,
                      data,
                      axis,
                      bench.owned(forward(bench, data, data, axis)),
                      bench.attributes()),
                  "a softmax's gradient");
              return Operation.named("a softmax's gradient", desc, bench)
                  .with(dnnl.DNNL_ARG_DST, data)
                  .with(dnnl.DNNL_ARG_DIFF_DST, above)
                  .with(dnnl.DNNL_ARG_DIFF_SRC, below)
                  .build();
            })
        .run(probabilities, outputGradient, inputGradient);
  }

  @Override
  public double crossEntropy(
      INDArray logits, INDArray labels, INDArray weights, INDArray gradient) {
    INDArray lie = labels.castTo(DataType.FLOAT);
    INDArray expected = lie.stride(1) == 1 ? lie : lie.dup('c');
    softmax(logits, gradient);
    Rows rows = new Rows(gradient, weights);
    FloatBuffer ys = Floats.buffer(expected);
    FloatBuffer zeros = FloatBuffer.allocate((int) rows.numClasses);
    double loss = 0;
    for (long row = 0; row < rows.count; row++) {
      double weight = rows.weigh(row);
      int start = (int) (row * expected.stride(0));
      int end = start + (int) rows.numClasses;
      int next = weight == 0 ? -1 : ys.limit(end).position(start).mismatch(zeros.rewind());
      while (next >= 0) {
        int at = ys.position() + next;
        loss += rows.expect(row, at - start, ys.get(at), weight);
        int rest = zeros.position() + next + 1;
        next = at + 1 == end ? -1 : ys.position(at + 1).mismatch(zeros.position(rest));
      }
    }
    Reference.reachabilityFence(expected);
    Reference.reachabilityFence(gradient);
    return loss;
  }

  @Override
  public double sparseCrossEntropy(
      INDArray logits, INDArray classes, INDArray weights, INDArray gradient) {
    INDArray right = column(classes);
    softmax(logits, gradient);
    Rows rows = new Rows(gradient, weights);
    FloatIndexer ys = Floats.of(right);
    double loss = 0;
    for (long row = 0; row < rows.count; row++) {
      double weight = rows.weigh(row);
      if (weight != 0) {
        float label = ys.get(row * right.stride(0));
        loss += rows.expect(row, Nd4jLosses.checked(label, rows.numClasses, row), 1, weight);
      }
    }
    Reference.reachabilityFence(right);
    Reference.reachabilityFence(gradient);
    return loss;
  }

  /** Values of rows, as 32-bit floats in one dimension. */
  private static INDArray column(INDArray values) {
    return values.castTo(DataType.FLOAT).reshape(values.length());
  }

  /** Probabilities [rows, classes] that become gradients. */
  private static final class Rows {
    final long count;
    final long numClasses;
    private final FloatIndexer values;
    private final long rowStride;
    private final long classStride;
    private final INDArray weightArray;
    private final FloatIndexer weights;

    Rows(INDArray probabilities, INDArray weights) {
      this.count = probabilities.size(0);
      this.numClasses = probabilities.size(1);
      this.values = Floats.of(probabilities);
      this.rowStride = probabilities.stride(0);
      this.classStride = probabilities.stride(1);
      this.weightArray = weights == null ? null : column(weights);
      this.weights = weights == null ? null : Floats.of(weightArray);
    }

    /** Multiplies a row by its weight. */
    double weigh(long row) {
      if (weights == null) {
        return 1;
      }
      float weight = weights.get(row * weightArray.stride(0));
      if (weight != 1) {
        for (long k = 0; k < numClasses; k++) {
          long at = row * rowStride + k * classStride;
          values.put(at, weight == 0 ? 0 : weight * values.get(at));
        }
      }
      return weight;
    }

    /** Subtracts what was expected of a weighed row; returns its share of the loss. */
    double expect(long row, long k, float label, double weight) {
      long at = row * rowStride + k * classStride;
      float weighed = values.get(at);
      values.put(at, weighed - (float) (weight * label));
      return -weight * label * Math.log(Math.max(weighed / weight, MIN_PROBABILITY));
    }
  }
}
