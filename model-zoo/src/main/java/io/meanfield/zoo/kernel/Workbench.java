package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.OneDnn.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What operations of one thread are made with: descriptors that live until {@link #clear}, and
 * memory that all of them share while they run.
 */
final class Workbench {
  static final int F32 = dnnl.dnnl_f32;
  static final int BF16 = dnnl.dnnl_bf16;

  /** What primitives write for themselves. */
  final NativeMemory scratch = new NativeMemory();

  /** Where arguments stand that are needed in another layout or type than they have. */
  final NativeMemory staging = new NativeMemory();

  /** Where plans of several operations put what these hand to each other. */
  final NativeMemory handover = new NativeMemory();

  private final List<Runnable> cleanup = new ArrayList<>();

  /** An array as it lies. */
  dnnl_memory_desc of(INDArray array) {
    return of(Strided.of(array));
  }

  /** Matrices as they lie. */
  dnnl_memory_desc of(Strided matrices) {
    return matrices(matrices.type(), matrices.shape(), matrices.strides());
  }

  /**
   * Strides of dimensions of size 1 say nothing, but oneDNN reads an order of dimensions from them;
   * they are made row-major.
   */
  dnnl_memory_desc matrices(int type, long[] dims, long[] strides) {
    long[] told = strides.clone();
    long next = 1;
    for (int i = dims.length - 1; i >= 0; i--) {
      told[i] = dims[i] == 1 ? next : strides[i];
      next = dims[i] * told[i];
    }
    return strided(type, dims, told);
  }

  /**
   * @param strides in elements
   */
  dnnl_memory_desc strided(int type, long[] dims, long[] strides) {
    dnnl_memory_desc desc = new dnnl_memory_desc();
    check(
        dnnl.dnnl_memory_desc_create_with_strides(desc, dims.length, dims, type, strides),
        "an array %s with strides %s".formatted(Arrays.toString(dims), Arrays.toString(strides)));
    cleanup.add(() -> dnnl.dnnl_memory_desc_destroy(desc));
    return desc;
  }

  /** A vector as it lies, as [1, length]. */
  dnnl_memory_desc row(INDArray vector) {
    long stride = vector.stride(vector.rank() - 1);
    return strided(
        F32, new long[] {1, vector.length()}, new long[] {vector.length() * stride, stride});
  }

  /** Row-major memory. */
  dnnl_memory_desc dense(int type, long... dims) {
    long[] strides = new long[dims.length];
    long stride = 1;
    for (int i = dims.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= dims[i];
    }
    return strided(type, dims, strides);
  }

  /** [batch, channels, height, width] whose channels lie together. */
  dnnl_memory_desc channelsLast(int type, long... dims) {
    return strided(type, dims, Layout.channelsLastStrides(dims));
  }

  /** An image [batch, channels, height, width] as it lies. */
  dnnl_memory_desc image(INDArray array) {
    return Layout.isChannelsLast(array) ? channelsLast(F32, array.shape()) : of(array);
  }

  /** Memory whose layout is oneDNN's to choose. */
  dnnl_memory_desc any(int type, long... dims) {
    dnnl_memory_desc desc = new dnnl_memory_desc();
    check(
        dnnl.dnnl_memory_desc_create_with_tag(
            desc, dims.length, dims, type, dnnl.dnnl_format_tag_any),
        "a descriptor");
    cleanup.add(() -> dnnl.dnnl_memory_desc_destroy(desc));
    return desc;
  }

  /** The right side of a product, as it lies or as oneDNN likes it best. */
  dnnl_memory_desc operand(Precision precision, INDArray array) {
    return precision == Precision.F32 ? of(array) : any(BF16, array.shape());
  }

  /** What a primitive chose for one of its arguments. */
  dnnl_memory_desc chosen(dnnl_primitive_desc desc, int query) {
    return dnnl.dnnl_primitive_desc_query_md(desc, query, 0);
  }

  /** Attributes that all primitives have: scratch memory is ours. */
  dnnl_primitive_attr attributes() {
    dnnl_primitive_attr attributes = new dnnl_primitive_attr();
    check(dnnl.dnnl_primitive_attr_create(attributes), "attributes");
    cleanup.add(() -> dnnl.dnnl_primitive_attr_destroy(attributes));
    check(
        dnnl.dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl.dnnl_scratchpad_mode_user),
        "attributes");
    return attributes;
  }

  /** Attributes with what is done in turn to what a primitive computes. */
  dnnl_primitive_attr attributes(PostOp... postOps) {
    dnnl_primitive_attr attributes = attributes();
    dnnl_post_ops ops = new dnnl_post_ops();
    check(dnnl.dnnl_post_ops_create(ops), "attributes");
    for (PostOp op : postOps) {
      check(op.appendTo(ops), "attributes");
    }
    check(dnnl.dnnl_primitive_attr_set_post_ops(attributes, ops), "attributes");
    dnnl.dnnl_post_ops_destroy(ops);
    return attributes;
  }

  /** Attributes with a function that is applied to what a primitive computes. */
  dnnl_primitive_attr attributes(Activation activation) {
    if (activation.kind() == Activation.Kind.IDENTITY) {
      return attributes();
    }
    OneDnnActivation function = OneDnnActivation.of(activation);
    return attributes(
        ops ->
            dnnl.dnnl_post_ops_append_eltwise(
                ops, function.forward(), function.alpha(), function.beta()));
  }

  /** Attributes that add what is computed to what is there. */
  dnnl_primitive_attr accumulating() {
    return attributes(accumulation());
  }

  /** Something done to what a primitive computes. */
  interface PostOp {
    int appendTo(dnnl_post_ops ops);
  }

  /** Adds what is there. */
  static PostOp accumulation() {
    return ops -> dnnl.dnnl_post_ops_append_sum(ops, 1, 0, dnnl.dnnl_data_type_undef);
  }

  static PostOp scaling(double factor) {
    return ops ->
        factor == 1
            ? dnnl.dnnl_success
            : dnnl.dnnl_post_ops_append_eltwise(ops, dnnl.dnnl_eltwise_linear, (float) factor, 0);
  }

  /** Adds one more argument, which is as often repeated as needed. */
  static PostOp adding(dnnl_memory_desc argument) {
    return ops -> dnnl.dnnl_post_ops_append_binary(ops, dnnl.dnnl_binary_add, argument);
  }

  /** A description of a primitive, released with everything else here. */
  dnnl_primitive_desc owned(dnnl_primitive_desc desc) {
    cleanup.add(() -> dnnl.dnnl_primitive_desc_destroy(desc));
    return desc;
  }

  /** A copy from one layout and type to another. */
  Primitive copying(dnnl_memory_desc from, dnnl_memory_desc to) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_reorder_primitive_desc_create(
            desc, from, OneDnn.ENGINE, to, OneDnn.ENGINE, attributes()),
        "a copy");
    return new Primitive(
        "a copy",
        owned(desc),
        this,
        new Primitive.Argument(dnnl.DNNL_ARG_FROM, from),
        new Primitive.Argument(dnnl.DNNL_ARG_TO, to));
  }

  void clear() {
    for (int i = cleanup.size() - 1; i >= 0; i--) {
      cleanup.get(i).run();
    }
    cleanup.clear();
  }
}
