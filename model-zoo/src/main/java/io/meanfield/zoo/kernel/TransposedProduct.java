package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.OneDnn.ENGINE;
import static io.meanfield.zoo.kernel.OneDnn.check;
import static io.meanfield.zoo.kernel.Workbench.F32;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * result' = deltas' rows: the gradient of weights [inputs, columns], which Deeplearning4j has
 * column by column. In 32 bits by oneDNN's sgemm, which is nearer to the core's peak here than its
 * matmul.
 */
final class TransposedProduct implements Plans.Plan {
  private final Rows deltas;
  private final long inputs;
  private final Operation operation;

  /**
   * @param stride from row to row
   */
  record Rows(long count, long columns, long stride) {}

  /**
   * @param type of both sides; rows [count, inputs] lie without gaps
   */
  TransposedProduct(Workbench bench, int type, Rows deltas, INDArray result) {
    this.deltas = deltas;
    this.inputs = result.size(0);
    boolean isByColumn =
        (inputs == 1 || result.stride(0) == 1)
            && (deltas.columns() == 1 || result.stride(1) == inputs);
    this.operation = type == F32 && isByColumn ? null : operation(bench, type, result);
  }

  private Operation operation(Workbench bench, int type, INDArray result) {
    dnnl_memory_desc lhs =
        bench.strided(
            type, new long[] {deltas.columns(), deltas.count()}, new long[] {1, deltas.stride()});
    dnnl_memory_desc rhs = bench.dense(type, deltas.count(), inputs);
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_matmul_primitive_desc_create(
            desc,
            ENGINE,
            lhs,
            rhs,
            (dnnl_memory_desc) null,
            bench.dense(F32, deltas.columns(), inputs),
            bench.attributes()),
        "a weight's gradient");
    return Operation.named("a weight's gradient", desc, bench)
        .with(dnnl.DNNL_ARG_SRC, lhs)
        .with(dnnl.DNNL_ARG_WEIGHTS, rhs)
        .output(dnnl.DNNL_ARG_DST, bench.of(result.transpose()), dnnl.dnnl_query_dst_md)
        .build();
  }

  void run(long deltasAt, long rowsAt, long resultAt) {
    if (operation != null) {
      operation.run(deltasAt, rowsAt, resultAt);
      return;
    }
    check(
        dnnl.dnnl_sgemm(
            (byte) 'T',
            (byte) 'N',
            deltas.columns(),
            inputs,
            deltas.count(),
            1,
            Floats.pointer(deltasAt, deltas.count() * deltas.stride()),
            deltas.stride(),
            Floats.pointer(rowsAt, deltas.count() * inputs),
            inputs,
            0,
            Floats.pointer(resultAt, deltas.columns() * inputs),
            inputs),
        "a weight's gradient");
  }

  @Override
  public void close() {
    if (operation != null) {
      operation.close();
    }
  }
}
