package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.OneDnn.check;

import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Pointer;

/** One of oneDNN's primitives with its arguments, to be run on memory anywhere. Of one thread. */
final class Primitive implements Plans.Plan {

  /** Points wherever it is told to. */
  private static final class Cursor extends Pointer {
    Cursor at(long newAddress) {
      this.address = newAddress;
      return this;
    }
  }

  /** What a primitive is given, and how it lies. */
  record Argument(int id, dnnl_memory_desc desc) {}

  private final String name;
  private final dnnl_primitive primitive = new dnnl_primitive();
  private final NativeMemory scratch;
  private final boolean usesScratch;
  private final dnnl_memory[] memories;
  private final dnnl_exec_arg_t arguments;
  private final Cursor cursor = new Cursor();

  Primitive(String name, dnnl_primitive_desc desc, Workbench workbench, Argument... given) {
    this.name = name;
    this.scratch = workbench.scratch;
    check(dnnl.dnnl_primitive_create(primitive, desc), name);
    dnnl_memory_desc scratchDesc = workbench.chosen(desc, dnnl.dnnl_query_scratchpad_md);
    long scratchBytes = scratchDesc == null ? 0 : dnnl.dnnl_memory_desc_get_size(scratchDesc);
    this.usesScratch = scratchBytes > 0;
    scratch.reserve(scratchBytes);
    memories = new dnnl_memory[given.length + (usesScratch ? 1 : 0)];
    arguments = new dnnl_exec_arg_t(memories.length);
    for (int i = 0; i < given.length; i++) {
      set(i, given[i]);
    }
    if (usesScratch) {
      set(given.length, new Argument(dnnl.DNNL_ARG_SCRATCHPAD, scratchDesc));
    }
  }

  private void set(int i, Argument argument) {
    memories[i] = new dnnl_memory();
    check(
        dnnl.dnnl_memory_create(memories[i], argument.desc(), OneDnn.ENGINE, new Pointer()), name);
    arguments.getPointer(i).arg(argument.id()).memory(memories[i]);
  }

  /**
   * @param addresses of the arguments' first elements, in the order they were given
   */
  void run(long... addresses) {
    for (int i = 0; i < addresses.length; i++) {
      dnnl.dnnl_memory_set_data_handle(memories[i], cursor.at(addresses[i]));
    }
    if (usesScratch) {
      dnnl.dnnl_memory_set_data_handle(memories[addresses.length], cursor.at(scratch.address()));
    }
    check(dnnl.dnnl_primitive_execute(primitive, OneDnn.STREAM, memories.length, arguments), name);
  }

  @Override
  public void close() {
    for (dnnl_memory memory : memories) {
      dnnl.dnnl_memory_destroy(memory);
    }
    dnnl.dnnl_primitive_destroy(primitive);
    arguments.close();
  }
}
