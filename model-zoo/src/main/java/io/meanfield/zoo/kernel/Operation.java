package io.meanfield.zoo.kernel;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A primitive on arrays. Arguments that it wants in another layout or type than they have are
 * copied before, results after. Of one thread.
 */
final class Operation implements Plans.Plan {

  private record Moved(Primitive copy, int argument, long offset, boolean isResult) {}

  private final Primitive main;
  private final List<Moved> moved;
  private final NativeMemory staging;
  private final long savedBytes;
  private final long[] given;
  private final long[] addresses;

  private Operation(Primitive main, Builder builder) {
    this.main = main;
    this.moved = builder.moved;
    this.staging = builder.workbench.staging;
    this.savedBytes = builder.savedBytes;
    this.given = new long[builder.arguments.size()];
    this.addresses = new long[given.length];
  }

  static Builder named(String name, dnnl_primitive_desc desc, Workbench workbench) {
    return new Builder(name, desc, workbench);
  }

  /** Collects the arguments in the order in which {@link Operation#run} gets their arrays. */
  static final class Builder {
    private final String name;
    private final dnnl_primitive_desc desc;
    private final Workbench workbench;
    private final List<Primitive.Argument> arguments = new ArrayList<>();
    private final List<Moved> moved = new ArrayList<>();
    private long stagingBytes;
    private long savedBytes;

    private Builder(String name, dnnl_primitive_desc desc, Workbench workbench) {
      this.name = name;
      this.desc = workbench.owned(desc);
      this.workbench = workbench;
    }

    /** An argument that lies as the primitive wants it. */
    Builder with(int id, dnnl_memory_desc lies) {
      arguments.add(new Primitive.Argument(id, lies));
      return this;
    }

    /**
     * @param query of the layout that the primitive chose
     */
    Builder input(int id, dnnl_memory_desc lies, int query) {
      return argument(id, lies, query, false);
    }

    /**
     * @param query of the layout that the primitive chose
     */
    Builder output(int id, dnnl_memory_desc lies, int query) {
      return argument(id, lies, query, true);
    }

    /** What goes from a forward to its backward pass, if there is anything: the last argument. */
    Builder saved() {
      dnnl_memory_desc desc = workbench.chosen(this.desc, dnnl.dnnl_query_workspace_md);
      savedBytes = desc == null ? 0 : dnnl.dnnl_memory_desc_get_size(desc);
      return savedBytes == 0 ? this : with(dnnl.DNNL_ARG_WORKSPACE, desc);
    }

    private Builder argument(int id, dnnl_memory_desc lies, int query, boolean isResult) {
      dnnl_memory_desc wanted = workbench.chosen(desc, query);
      if (dnnl.dnnl_memory_desc_equal(lies, wanted) == 0) {
        Primitive copy =
            isResult ? workbench.copying(wanted, lies) : workbench.copying(lies, wanted);
        moved.add(new Moved(copy, arguments.size(), stagingBytes, isResult));
        stagingBytes = NativeMemory.aligned(stagingBytes + dnnl.dnnl_memory_desc_get_size(wanted));
      }
      return with(id, wanted);
    }

    Operation build() {
      workbench.staging.reserve(stagingBytes);
      Primitive main =
          new Primitive(name, desc, workbench, arguments.toArray(Primitive.Argument[]::new));
      return new Operation(main, this);
    }
  }

  /**
   * @param arrays in the order of the builder's calls
   */
  void run(INDArray... arrays) {
    place(arrays);
    runPlaced();
    Reference.reachabilityFence(arrays);
  }

  /**
   * @param arrays in the order of the builder's calls
   */
  void run(Saved saved, INDArray... arrays) {
    if (savedBytes > 0) {
      given[arrays.length] = Layout.address(saved.atLeast(savedBytes));
    }
    place(arrays);
    runPlaced();
    Reference.reachabilityFence(arrays);
    Reference.reachabilityFence(saved);
  }

  /**
   * @param places of the arguments' first elements, in the order of the builder's calls
   */
  void run(long... places) {
    System.arraycopy(places, 0, given, 0, places.length);
    runPlaced();
  }

  private void place(INDArray[] arrays) {
    for (int i = 0; i < arrays.length; i++) {
      given[i] = Layout.address(arrays[i]);
    }
  }

  private void runPlaced() {
    System.arraycopy(given, 0, addresses, 0, given.length);
    for (Moved move : moved) {
      long staged = staging.address() + move.offset();
      if (!move.isResult()) {
        move.copy().run(given[move.argument()], staged);
      }
      addresses[move.argument()] = staged;
    }
    main.run(addresses);
    for (Moved move : moved) {
      if (move.isResult()) {
        move.copy().run(addresses[move.argument()], given[move.argument()]);
      }
    }
  }

  @Override
  public void close() {
    moved.forEach(move -> move.copy().close());
    main.close();
  }
}
