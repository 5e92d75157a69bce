package io.meanfield.worker;

import io.meanfield.worker.sync.FixedTree;
import io.meanfield.worker.sync.FixedTree.Node;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * Adds up gradients along the fixed tree, in one pass: chunk by chunk through arrays that stay in
 * the CPU's caches. Used by one thread.
 */
final class Reduction {
  private static final int CHUNK = 2048; // floats
  private static final float[] NOTHING = {};

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
     * @return whether there is anything: a node's replicas may have had no examples
     */
    boolean read(int from, float[] into, int length);

    /** From an index of an array on; of an empty one there is nothing. */
    static Part of(float[] values, int first) {
      return (from, into, length) -> {
        if (values.length > 0) {
          System.arraycopy(values, first + from, into, 0, length);
        }
        return values.length > 0;
      };
    }

    /** All of a buffer. */
    static Part of(FloatBuffer values) {
      return (from, into, length) -> {
        values.get(from, into, 0, length);
        return true;
      };
    }

    /** There is nothing of it. */
    Part NONE = (from, into, length) -> false;
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
      float[] sum =
          FixedTree.join(
              root,
              node -> Optional.ofNullable(parts.get(node)).map(part -> read(part, start, size)),
              (left, right) -> add(left, right, size));
      System.arraycopy(sum, 0, into, offset + from, size);
      spare.push(sum);
    }
  }

  private float[] read(Part part, int from, int size) {
    float[] chunk = spare.isEmpty() ? new float[CHUNK] : spare.pop();
    if (part.read(from, chunk, size)) {
      return chunk;
    }
    spare.push(chunk);
    return NOTHING;
  }

  private float[] add(float[] left, float[] right, int size) {
    if (left == NOTHING || right == NOTHING) {
      return left == NOTHING ? right : left;
    }
    for (int i = 0; i < size; i++) {
      left[i] += right[i];
    }
    spare.push(right);
    return left;
  }
}
