package io.meanfield.worker;

import io.meanfield.worker.protocol.Phase;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.FixedTree;
import io.meanfield.worker.sync.FixedTree.Node;
import io.meanfield.worker.sync.Stretch;
import io.meanfield.zoo.FlatMemory;
import io.meanfield.zoo.Tensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The gradients of the replicas that one rank computes in a round, summed over nodes of the tree.
 * While the last replica of a node is in its backward pass, the sums of late layers are complete.
 * Used by one thread.
 */
final class LocalGradients {
  private static final int PIECE = 1 << 16; // floats
  private static final float[] NOTHING = {};

  private final RunSpec run;
  private final RoundSpec round;
  private final WatchedNetwork network;
  private final BatchesAhead batches;
  private final Statistics statistics;
  private final Stopwatch stopwatch;
  private final Deque<float[]> spare = new ArrayDeque<>();
  private final List<float[]> lent = new ArrayList<>();

  LocalGradients(
      RunSpec run,
      RoundSpec round,
      WatchedNetwork network,
      BatchesAhead batches,
      Stopwatch stopwatch) {
    this.run = run;
    this.round = round;
    this.network = network;
    this.batches = batches;
    this.statistics = new Statistics(run.layout());
    this.stopwatch = stopwatch;
  }

  /** Hears of sums as they become complete, from the end of the flat vector to its beginning. */
  interface Listener {

    /**
     * @param sums of the whole flat vector; empty if the node's replicas had no examples
     * @param stretch that is complete now
     */
    void complete(float[] sums, Stretch stretch);
  }

  /**
   * Gradients of some replicas added up, before they are divided by the number of losses that they
   * are of. Running statistics are in it multiplied by that number.
   *
   * @param values of the whole flat vector; empty if it is of nothing
   */
  private record Sum(Counts counts, float[] values) {
    static final Sum NONE = new Sum(Counts.NONE, NOTHING);
  }

  /** Sums over a node of the tree, in one step; the arrays are lent until they are taken back. */
  Counts over(Node node, long step, Listener listener) {
    List<Sum> lefts = new ArrayList<>();
    Node last = node;
    while (!last.isLeaf()) {
      lefts.add(0, over(last.left(), step));
      last = last.right();
    }
    Taker ending =
        (gradients, stretch) -> {
          float[] sums = gradients;
          for (Sum left : lefts) { // the nearest in the tree first
            sums = add(left.values(), sums, stretch);
          }
          stopwatch.lap(Phase.COMPUTE);
          listener.complete(sums, stretch);
        };
    Sum sum = of(new Moment(run, round, step, last.low()), ending);
    return lefts.stream().map(Sum::counts).reduce(sum.counts(), (right, left) -> left.plus(right));
  }

  /** Nobody needs any more what was lent so far. */
  void takeBack() {
    spare.addAll(lent);
    lent.clear();
  }

  private Sum over(Node node, long step) {
    return FixedTree.join(
        node,
        part ->
            part.isLeaf()
                ? Optional.of(of(new Moment(run, round, step, part.low()), (sums, stretch) -> {}))
                : Optional.empty(),
        (left, right) ->
            new Sum(
                left.counts().plus(right.counts()),
                add(left.values(), right.values(), new Stretch(0, run.layout().length()))));
  }

  /** Takes the gradients of one replica, a stretch at a time. */
  private interface Taker {
    void take(float[] gradients, Stretch stretch);
  }

  private Sum of(Moment moment, Taker taker) {
    Gradual gradients = new Gradual(taker);
    int size = moment.examples().size();
    if (size == 0) {
      gradients.take(0);
      return Sum.NONE;
    }
    Tensors batch = read(moment);
    stopwatch.lap(Phase.READ);
    gradients.values = array();
    double loss = network.gradient(batch, moment.dropoutSeed(), gradients::take);
    gradients.take(0);
    int numLosses = network.network().memory().numLosses();
    return new Sum(new Counts(numLosses, size, moment.checked(loss) * size), gradients.values);
  }

  /** The gradients of one replica as they become final. */
  private final class Gradual {
    private final Taker taker;
    private float[] values = NOTHING;
    private int end = run.layout().length();

    Gradual(Taker taker) {
      this.taker = taker;
    }

    /** From there on they are final: taken in pieces that stay in the CPU's caches. */
    void take(int from) {
      while (from < end) {
        Stretch stretch = new Stretch(Math.max(from, end - PIECE), end);
        end = stretch.from();
        if (values != NOTHING) {
          FlatMemory memory = network.network().memory();
          memory.gradients().get(end, values, end, stretch.length());
          statistics.multiply(values, stretch, memory.numLosses());
        }
        taker.take(values, stretch);
        stopwatch.lap(Phase.COMPUTE);
      }
    }
  }

  private float[] array() {
    float[] array = spare.isEmpty() ? new float[run.layout().length()] : spare.poll();
    lent.add(array);
    return array;
  }

  private static float[] add(float[] left, float[] right, Stretch stretch) {
    if (left == NOTHING || right == NOTHING) {
      return left == NOTHING ? right : left;
    }
    for (int i = stretch.from(); i < stretch.to(); i++) {
      left[i] += right[i];
    }
    return left;
  }

  private Tensors read(Moment moment) {
    try {
      return batches.read(moment.examples());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
