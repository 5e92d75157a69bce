package io.meanfield.zoo.kernel;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Arrays;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Recurrent layers over sequences [batch, features, time], which lie best with their steps one
 * after the other (see {@link Layout#timeMajor}).
 *
 * <p>A masked step, whose mask is 0, gives 0 and passes on a state of 0, as in stock
 * Deeplearning4j: the step after it begins anew. No gradient passes through it.
 */
public interface Recurrence {

  /** What happens at a step; sigma is the logistic function and * the product of elements. */
  enum Cell {
    /**
     * Long short-term memory (Hochreiter and Schmidhuber 1997) with forget gates (Gers et al. 2000,
     * equations 2 to 6) in Deeplearning4j's order of columns: candidate, forget, output, input.
     *
     * <pre>
     * g = tanh(z_g)   f, o, i = sigma(z_f, z_o, z_i)   z = W x + R h' + b
     * c = f * c' + i * g                               h = o * tanh(c)
     * </pre>
     */
    LSTM(4, 0),
    /**
     * Gated recurrent unit (Cho et al. 2014, equations 5 to 8) with the reset gate applied after
     * the recurrent product, as cuDNN has it. Columns of W: candidate, reset, update; of R: reset,
     * update, candidate; of b: candidate, reset, update, recurrent candidate.
     *
     * <pre>
     * r, u = sigma(W_r x + R_r h' + b_r, W_u x + R_u h' + b_u)   q = R_c h' + b_q
     * g = tanh(W_c x + b_c + r * q)                              h = (1 - u) * g + u * h'
     * </pre>
     */
    GRU(3, 1);

    /** Of columns of W and of R, in blocks of as many as there are units. */
    private final int numGates;

    /** Where R's first column adds to W's, in blocks of as many as there are units. */
    private final int firstRecurrent;

    Cell(int numGates, int firstRecurrent) {
      this.numGates = numGates;
      this.firstRecurrent = firstRecurrent;
    }

    public int numGates() {
      return numGates;
    }

    int firstRecurrent() {
      return firstRecurrent;
    }
  }

  /** Which way time is walked. */
  enum Direction {
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT
  }

  /**
   * What a layer learns, or its gradient, with G of {@link Cell#numGates}.
   *
   * @param input W, [inputs, G units]
   * @param recurrent R, [units, G units]
   * @param bias b, of 4 units elements
   */
  record Weights(INDArray input, INDArray recurrent, INDArray bias) {}

  /** One direction of a layer. */
  record Net(Cell cell, Direction direction, Weights weights) {}

  /**
   * What one step passes to the next.
   *
   * @param output h, [batch, units]
   * @param cell c, [batch, units]; null for {@link Cell#GRU}
   */
  record State(INDArray output, INDArray cell) {}

  /**
   * What a pass reads: sequences, or a few vectors that occur often in them, as words do; W then
   * multiplies each once.
   *
   * @param values [batch, inputs, time], or with places [vectors, inputs, 1]; unchanged until the
   *     gradient is made
   * @param places null for sequences
   */
  record Input(INDArray values, Places places) {
    public static Input of(INDArray sequences) {
      return new Input(sequences, null);
    }

    long batch() {
      return places == null ? values.size(0) : places.batch();
    }

    long time() {
      return places == null ? values.size(2) : places.vectors().length / places.batch();
    }

    private Input steps(long start, long count) {
      if (places == null) {
        return of(values.get(all(), all(), interval(start, start + count)));
      }
      int from = Math.toIntExact(start * places.batch());
      int to = Math.toIntExact((start + count) * places.batch());
      int[] some = Arrays.copyOfRange(places.vectors(), from, to);
      return new Input(values, new Places(some, places.batch()));
    }
  }

  /**
   * Where vectors stand in sequences.
   *
   * @param vectors the number of the one that example b has at time t at [t * batch + b]
   */
  record Places(int[] vectors, long batch) {}

  /**
   * A pass over sequences.
   *
   * @param mask [batch, time] of 0 and 1, or null
   * @param initial before the first step, or null for zeros
   */
  record Forward(Net net, Input input, INDArray mask, State initial, Saved saved) {}

  /**
   * What {@link #gradient} writes.
   *
   * @param input of the shape of {@link Input#values}, or null if nobody wants it
   */
  record Gradients(INDArray input, Weights weights) {}

  /**
   * @param output [batch, units, time]
   * @param last receives the state after the last step walked, or null
   */
  void forward(Forward forward, INDArray output, State last);

  /**
   * The gradients of a pass, once after each.
   *
   * @param gradient of the output
   */
  void gradient(Forward forward, INDArray gradient, Gradients result);

  /** As {@link #forward} where no gradient follows: with memory for a few steps at a time. */
  default void infer(Forward forward, INDArray output, State last) {
    int length = 64;
    long time = output.size(2);
    if (time <= length) {
      forward(forward, output, last);
      return;
    }
    State state = last == null ? newState(forward, output) : last;
    State from = forward.initial();
    boolean ascends = forward.net().direction() == Direction.LEFT_TO_RIGHT;
    for (long done = 0; done < time; done += length) {
      long count = Math.min(length, time - done);
      long start = ascends ? done : time - done - count;
      var steps = interval(start, start + count);
      INDArray mask = forward.mask() == null ? null : forward.mask().get(all(), steps);
      forward(
          new Forward(
              forward.net(), forward.input().steps(start, count), mask, from, forward.saved()),
          output.get(all(), all(), steps),
          state);
      from = state;
    }
  }

  private static State newState(Forward forward, INDArray output) {
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      long[] shape = {output.size(0), output.size(1)};
      INDArray cell =
          forward.net().cell() == Cell.LSTM ? Nd4j.create(output.dataType(), shape) : null;
      return new State(Nd4j.create(output.dataType(), shape), cell);
    }
  }
}
