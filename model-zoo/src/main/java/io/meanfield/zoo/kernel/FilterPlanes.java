package io.meanfield.zoo.kernel;

import java.lang.ref.Reference;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Filters [outputs, inputs, r, r] taken apart into a matrix a weight, and put together. Views for
 * ND4J to copy would be an object each.
 */
final class FilterPlanes {

  private enum Kind {
    READ,
    READ_TURNED,
    WRITE
  }

  private FilterPlanes() {}

  /**
   * @param isTurned whether planes are [r r, outputs, inputs] and not [r r, inputs, outputs]
   */
  static void read(INDArray filters, boolean isTurned, INDArray planes) {
    Plans.get(
            Plans.Key.of(isTurned ? Kind.READ_TURNED : Kind.READ, filters),
            bench -> bench.copying(planes(bench, filters, isTurned), bench.of(planes)))
        .run(Layout.address(filters), Layout.address(planes));
    Reference.reachabilityFence(filters);
    Reference.reachabilityFence(planes);
  }

  /**
   * @param planes [r r, inputs, outputs]
   */
  static void write(INDArray planes, INDArray filters) {
    Plans.get(
            Plans.Key.of(Kind.WRITE, filters),
            bench -> bench.copying(bench.of(planes), planes(bench, filters, false)))
        .run(Layout.address(planes), Layout.address(filters));
    Reference.reachabilityFence(filters);
    Reference.reachabilityFence(planes);
  }

  private static dnnl_memory_desc planes(Workbench bench, INDArray filters, boolean isTurned) {
    long outputs = filters.size(0);
    long inputs = filters.size(1);
    long area = filters.size(2) * filters.size(3);
    return isTurned
        ? bench.strided(
            Workbench.F32, new long[] {area, outputs, inputs}, new long[] {1, inputs * area, area})
        : bench.strided(
            Workbench.F32, new long[] {area, inputs, outputs}, new long[] {1, area, inputs * area});
  }
}
