package io.meanfield.worker.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * The binary tree along which replicas' contributions are summed, fixed by the number of replicas
 * alone: leaf i is replica i, and a node over [low, high) joins the halves [low, mid) and [mid,
 * high). So the rounding is the same wherever and in whatever order contributions arrive.
 */
public final class FixedTree {
  private FixedTree() {}

  /** The part of the tree over replicas [low, high). */
  public record Node(int low, int high) {
    public Node {
      if (low < 0 || high <= low) {
        throw new IllegalArgumentException(
            "expected 0 <= low < high, found %d and %d".formatted(low, high));
      }
    }

    public boolean isLeaf() {
      return high - low == 1;
    }

    public Node left() {
      return new Node(low, mid());
    }

    public Node right() {
      return new Node(mid(), high);
    }

    private int mid() {
      return (low + high) >>> 1;
    }
  }

  /** The fewest nodes that together are the replicas [from, to), in their order. */
  public static List<Node> cover(int numReplicas, int from, int to) {
    List<Node> nodes = new ArrayList<>();
    cover(new Node(0, numReplicas), from, to, nodes);
    return nodes;
  }

  private static void cover(Node node, int from, int to, List<Node> nodes) {
    if (to <= node.low() || node.high() <= from) {
      return;
    }
    if (from <= node.low() && node.high() <= to) {
      nodes.add(node);
      return;
    }
    cover(node.left(), from, to, nodes);
    cover(node.right(), from, to, nodes);
  }

  /**
   * What belongs to a node: itself if it is known, else its halves joined, left to right.
   *
   * @param known what is known of a node; of every leaf, or of a node above it, something has to be
   * @param join of a left half and a right one; it may change and return the left
   */
  public static <T> T join(Node node, Function<Node, Optional<T>> known, BinaryOperator<T> join) {
    Optional<T> here = known.apply(node);
    if (here.isPresent()) {
      return here.get();
    }
    if (node.isLeaf()) {
      throw new IllegalArgumentException(
          "expected a contribution of replica " + node.low() + ", found none");
    }
    T left = join(node.left(), known, join);
    return join.apply(left, join(node.right(), known, join));
  }

  /**
   * sum(n_i x_i) / sum(n_i) in 32-bit arithmetic. Weights are divided by their greatest common
   * divisor, so that equal ones multiply by exactly one.
   *
   * @param contributions one a replica, in the order of their numbers, all of one length
   * @throws IllegalArgumentException if a replica is missing, twice there, out of order, or if no
   *     replica has seen an example
   */
  public static float[] weightedMean(List<Contribution> contributions) {
    long divisor = 0;
    long total = 0;
    for (int i = 0; i < contributions.size(); i++) {
      Contribution c = contributions.get(i);
      if (c.replica() != i) {
        throw new IllegalArgumentException(
            "expected the contribution of replica " + i + ", found that of " + c.replica());
      }
      divisor = greatestCommonDivisor(divisor, c.numExamples());
      total += c.numExamples();
    }
    if (total == 0) {
      throw new IllegalArgumentException("expected some examples, but no replica has seen any");
    }
    float[] sum = sum(contributions, divisor);
    float totalWeight = total / divisor;
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= totalWeight;
    }
    return sum;
  }

  private static float[] sum(List<Contribution> contributions, long divisor) {
    return join(
        new Node(0, contributions.size()),
        node ->
            node.isLeaf()
                ? Optional.of(scaled(contributions.get(node.low()), divisor))
                : Optional.empty(),
        FixedTree::add);
  }

  private static float[] add(float[] left, float[] right) {
    for (int i = 0; i < left.length; i++) {
      left[i] += right[i];
    }
    return left;
  }

  private static float[] scaled(Contribution contribution, long divisor) {
    float weight = contribution.numExamples() / divisor;
    float[] values = contribution.values();
    float[] scaled = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = weight * values[i];
    }
    return scaled;
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
