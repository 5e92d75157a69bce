package io.meanfield.zoo.kernel;

import java.nio.ByteBuffer;

/**
 * The arithmetic between the products of {@link Recurrence}, on 32-bit floats in native memory, one
 * step of all examples at a time. Each operation is rounded by itself and in the order written in
 * {@link PlainLstm} and {@link PlainGru}, so all implementations give the same bits. Any number of
 * threads.
 */
interface StepLoops {

  /**
   * Floats from one row of gates to the next: rows a multiple of 4 KB apart would all want the same
   * few lines of the first cache.
   */
  static int width(long units) {
    int columns = Math.toIntExact(4 * units);
    return columns % 1024 == 0 ? columns + 16 : columns;
  }

  /** From the sums z in the gates to the state after and the output. */
  void forward(Step step);

  /** From the gates' values to the gradients of z, in their place and summed. */
  void backward(Step step);

  /**
   * A step in memory. Rows are examples; without gaps where no stride is given.
   *
   * @param kept what forward leaves for backward
   * @param outside the layer's output; backward, its gradient
   * @param backflow only backward
   */
  record Step(int rows, int units, Kept kept, Outside outside, Backflow backflow) {

    /** What a row's numbers are multiplied with. */
    float mask(int row) {
      return outside.mask() == null ? 1 : outside.mask()[row];
    }
  }

  /**
   * Memory of one layer.
   *
   * @param gates [rows, 4 units], {@link #width} floats a row
   * @param before c, or h for the GRU, before the step, [rows, units]
   * @param after the same after the step
   * @param squashed tanh(c) of the LSTM, [rows, units]; null for the GRU
   */
  record Kept(ByteBuffer gates, ByteBuffer before, ByteBuffer after, ByteBuffer squashed) {}

  /**
   * Memory of the network.
   *
   * @param values [rows, units]
   * @param stride from row to row, in floats
   * @param mask of rows elements, or null
   */
  record Outside(ByteBuffer values, int stride, float[] mask) {}

  /**
   * What goes from each step to the one before, [rows, units] each.
   *
   * @param carry the gradient of c, of the GRU that of h without R's share; replaced by that of the
   *     step before
   * @param recurrent R's share of the gradient of h
   * @param bias [4 units], to which the gradients of z are added
   * @param sums to which they are added too, or null
   */
  record Backflow(ByteBuffer carry, ByteBuffer recurrent, ByteBuffer bias, Sums sums) {}

  /**
   * Gradients of z summed by the vector that an example reads.
   *
   * @param values [vectors, 4 units], {@link #width} floats a row
   * @param vectors that of example i at [first + i]
   */
  record Sums(ByteBuffer values, int[] vectors, int first) {}
}
