package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Attention.Heads;
import io.meanfield.zoo.kernel.Attention.Reach;
import io.meanfield.zoo.kernel.Attention.Rule;
import io.meanfield.zoo.kernel.Dropout;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Keys and values of earlier steps, with room for a few more, so that one step computes with the
 * shapes of the step before and needs no other plans. Arrays that were given away are not changed
 * any more: a state can be kept and gone back to.
 */
final class PastSteps {
  private static final long GRAIN = 32;

  private final Map<String, INDArray> states;

  /**
   * @param states by name, each [batch, room, heads, size]
   */
  PastSteps(Map<String, INDArray> states) {
    this.states = states;
  }

  /** The present steps' queries on the keys and values of all steps, which are kept. */
  Heads and(Heads present, long past) {
    return new Heads(
        present.queries(),
        with("keys", present.keys(), past),
        with("values", present.values(), past));
  }

  /** What the present steps see of what {@link #and} gave. */
  static Rule rule(Heads heads, long past, Reach reach) {
    if (heads.queries().size(2) > 1) {
      return new Rule(reach, null, Dropout.NONE);
    }
    INDArray mask =
        Nd4j.zeros(DataType.FLOAT, heads.keys().size(0), heads.keys().size(2)); // [batch, room]
    mask.get(NDArrayIndex.all(), NDArrayIndex.interval(0, past + 1)).assign(1);
    return new Rule(Reach.ALL, mask, Dropout.NONE);
  }

  private INDArray with(String name, INDArray present, long past) {
    long steps = past + present.size(2);
    INDArray all = room(past == 0 ? null : states.get(name), present, past, steps);
    part(all, past, steps).assign(present);
    states.put(name, all);
    return part(all, 0, present.size(2) > 1 ? steps : all.size(1));
  }

  private static INDArray room(INDArray before, INDArray present, long past, long steps) {
    long room = (steps + GRAIN - 1) / GRAIN * GRAIN;
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      if (before != null && before.size(1) == room) {
        return before.dup('c');
      }
      INDArray all =
          Nd4j.zeros(present.dataType(), present.size(0), room, present.size(1), present.size(3));
      if (before != null) {
        part(all, 0, past).assign(part(before, 0, past));
      }
      return all;
    }
  }

  /** Some steps of [batch, room, heads, size] as [batch, heads, time, size]; a view. */
  private static INDArray part(INDArray all, long from, long to) {
    return Nd4j.create(
        all.data(),
        new long[] {all.size(0), all.size(2), to - from, all.size(3)},
        new long[] {all.stride(0), all.stride(2), all.stride(1), 1},
        from * all.stride(1),
        'c');
  }
}
