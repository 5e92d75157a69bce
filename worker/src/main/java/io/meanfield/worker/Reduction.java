package io.meanfield.worker;

import io.meanfield.worker.sync.FixedTree;
import io.meanfield.worker.sync.FixedTree.Node;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * Adds up gradients along the fixed tree, in one pass: chunk by chunk through arrays that stay in
 * the CPU's caches. Used by one thread.
 */
final class Reduction {
  private static final int CHUNK = 2048; // floats

  private final Node root;
  private final Deque<float[]> spare = new ArrayDeque<>();

  Reduction(int numReplicas) {
    this.root = new Node(0, numReplicas);
  }

  /** What is known of a node. */
  @FunctionalInterface
  interface Part {

    /**
     * Reads a chunk of it.
     *
     * @param from within the stretch that is summed
     * @param offset in the array
     * @return whether there is anything: a node's replicas may have had no examples
     */
    boolean read(int from, float[] into, int offset, int length);

    /** From an index of an array on; of an empty one there is nothing. */
    static Part of(float[] values, int first) {
      return (from, into, offset, length) -> {
        if (values.length > 0) {
          System.arraycopy(values, first + from, into, offset, length);
        }
        return values.length > 0;
      };
    }

    /** All of a buffer. */
    static Part of(FloatBuffer values) {
      return (from, into, offset, length) -> {
        values.get(from, into, offset, length);
        return true;
      };
    }

    /** There is nothing of it. */
    Part NONE = (from, into, offset, length) -> false;
  }

  /** Sums what was counted, by node. */
  Counts sum(Map<Node, Counts> counts) {
    return FixedTree.join(root, node -> Optional.ofNullable(counts.get(node)), Counts::plus);
  }

  /**
   * Sums one stretch.
   *
   * @param parts by the node that they are of, which together are all replicas
   * @param into from there on
   */
  void sum(Map<Node, Part> parts, float[] into, int offset, int length) {
    for (int from = 0; from < length; from += CHUNK) {
      int start = from;
      int size = Math.min(CHUNK, length - from);
      Chunk target = new Chunk(into, offset + from, false);
      Chunk sum =
          FixedTree.join(
              root,
              node ->
                  Optional.ofNullable(parts.get(node))
                      .map(part -> read(part, start, node.low() == 0 ? target : spare(), size)),
              (left, right) -> add(left, right, size));
      if (!sum.isThere()) {
        Arrays.fill(into, offset + from, offset + from + size, 0);
      }
    }
  }

  /** Where a node's chunk is: the leftmost ones where the sum is to be, others for a while. */
  private record Chunk(float[] values, int offset, boolean isThere) {}

  private Chunk spare() {
    return new Chunk(spare.isEmpty() ? new float[CHUNK] : spare.pop(), 0, false);
  }

  private static Chunk read(Part part, int from, Chunk into, int size) {
    return new Chunk(
        into.values(), into.offset(), part.read(from, into.values(), into.offset(), size));
  }

  private Chunk add(Chunk left, Chunk right, int size) {
    if (left.isThere() && right.isThere()) {
      add(right.values(), left.values(), left.offset(), size);
    } else if (right.isThere()) {
      System.arraycopy(right.values(), 0, left.values(), left.offset(), size);
    }
    spare.push(right.values());
    return new Chunk(left.values(), left.offset(), left.isThere() || right.isThere());
  }

  private static void add(float[] right, float[] into, int offset, int size) {
    for (int i = 0; i < size; i++) {
      into[offset + i] += right[i];
    }
  }
}
