package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.OneDnn.ENGINE;
import static io.meanfield.zoo.kernel.OneDnn.check;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Many products with the same right side, which is brought into oneDNN's own layout once. */
final class PackedProduct implements Plans.Plan {
  private final Primitive packing;
  private final Primitive product;
  private final long packedBytes;

  /**
   * @param rhs what is packed, as it lies
   */
  PackedProduct(
      Workbench bench, Sides sides, dnnl_memory_desc rhs, dnnl_primitive_attr attributes) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_matmul_primitive_desc_create(
            desc,
            ENGINE,
            sides.lhs(),
            sides.rhs(),
            (dnnl_memory_desc) null,
            sides.output(),
            attributes),
        "a step's product");
    bench.owned(desc);
    dnnl_memory_desc packed = bench.chosen(desc, dnnl.dnnl_query_weights_md);
    packedBytes = dnnl.dnnl_memory_desc_get_size(packed);
    packing = bench.copying(rhs, packed);
    product =
        new Primitive(
            "a step's product",
            desc,
            bench,
            new Primitive.Argument(dnnl.DNNL_ARG_SRC, sides.lhs()),
            new Primitive.Argument(dnnl.DNNL_ARG_WEIGHTS, packed),
            new Primitive.Argument(dnnl.DNNL_ARG_DST, sides.output()));
  }

  /**
   * @param rhs with a layout for oneDNN to choose
   */
  record Sides(dnnl_memory_desc lhs, dnnl_memory_desc rhs, dnnl_memory_desc output) {}

  long packedBytes() {
    return packedBytes;
  }

  void pack(long rhs, long packed) {
    packing.run(rhs, packed);
  }

  void run(long lhs, long packed, long output) {
    product.run(lhs, packed, output);
  }

  @Override
  public void close() {
    packing.close();
    product.close();
  }
}
