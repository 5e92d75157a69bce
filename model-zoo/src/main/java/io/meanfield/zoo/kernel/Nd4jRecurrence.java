package io.meanfield.zoo.kernel;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The reference: step by step; the backward pass walks forward again first. */
final class Nd4jRecurrence implements Recurrence {

  /** One kind of cell, on [batch, features] at one step. */
  interface StepFormulas {

    /** The state after a step that no mask touches. */
    State forward(INDArray input, State before, Weights weights);

    /**
     * @param above the gradient of the state after the step; its cell is null for the GRU
     */
    Below backward(INDArray input, State before, State above, Weights weights);
  }

  /**
   * Gradients of a step.
   *
   * @param input of z's columns that W's make
   * @param recurrent of z's columns that R's make
   * @param bias of all of z's columns
   * @param before of the state before
   */
  record Below(INDArray input, INDArray recurrent, INDArray bias, State before) {}

  @Override
  public void forward(Forward forward, INDArray output, State last) {
    State[] states = walk(forward, output);
    if (last != null) {
      State end = states[states.length - 1];
      last.output().assign(end.output());
      if (last.cell() != null) {
        last.cell().assign(end.cell());
      }
    }
  }

  /** The states before each step walked and after the last. */
  private static State[] walk(Forward forward, INDArray output) {
    Weights weights = forward.net().weights();
    StepFormulas formulas = formulas(forward);
    INDArray input = sequences(forward.input());
    int time = (int) input.size(2);
    State[] states = new State[time + 1];
    states[0] = forward.initial() == null ? zeros(forward) : forward.initial();
    for (int s = 0; s < time; s++) {
      int t = at(forward, s);
      State after = formulas.forward(slice(input, t), states[s], weights);
      states[s + 1] = masked(after, forward.mask(), t);
      if (output != null) {
        output.get(all(), all(), point(t)).assign(states[s + 1].output());
      }
    }
    return states;
  }

  @Override
  public void gradient(Forward forward, INDArray gradient, Gradients result) {
    State[] states = walk(forward, null);
    Weights weights = forward.net().weights();
    StepFormulas formulas = formulas(forward);
    Weights sums = zerosLike(weights);
    INDArray input = sequences(forward.input());
    INDArray inputGradient = result.input() == null ? null : input.like();
    State above = zeros(forward);
    for (int s = states.length - 2; s >= 0; s--) {
      int t = at(forward, s);
      INDArray x = slice(input, t);
      State sum = new State(above.output().add(slice(gradient, t)), above.cell());
      Below below = formulas.backward(x, states[s], masked(sum, forward.mask(), t), weights);
      sums.input().addi(x.transpose().mmul(below.input()));
      sums.recurrent().addi(states[s].output().transpose().mmul(below.recurrent()));
      sums.bias().addi(below.bias().sum(0).reshape(sums.bias().shape()));
      if (inputGradient != null) {
        slice(inputGradient, t).assign(below.input().mmul(weights.input().transpose()));
      }
      above = below.before();
    }
    if (inputGradient != null) {
      giveBack(forward.input(), inputGradient, result.input());
    }
    result.weights().input().assign(sums.input());
    result.weights().recurrent().assign(sums.recurrent());
    result.weights().bias().assign(sums.bias());
  }

  private static INDArray sequences(Input input) {
    if (input.places() == null) {
      return input.values();
    }
    INDArray values = input.values();
    INDArray sequences =
        Nd4j.create(values.dataType(), input.batch(), values.size(1), input.time());
    int[] vectors = input.places().vectors();
    for (int i = 0; i < vectors.length; i++) {
      vector(sequences, i % input.batch(), i / input.batch()).assign(vector(values, vectors[i], 0));
    }
    return sequences;
  }

  private static void giveBack(Input input, INDArray gradient, INDArray result) {
    if (input.places() == null) {
      result.assign(gradient);
      return;
    }
    result.assign(0);
    int[] vectors = input.places().vectors();
    for (int i = 0; i < vectors.length; i++) {
      vector(result, vectors[i], 0).addi(vector(gradient, i % input.batch(), i / input.batch()));
    }
  }

  private static INDArray vector(INDArray sequences, long example, long time) {
    return sequences.get(point(example), all(), point(time));
  }

  private static StepFormulas formulas(Forward forward) {
    return switch (forward.net().cell()) {
      case LSTM -> new Nd4jLstm();
      case GRU -> new Nd4jGru();
    };
  }

  private static int at(Forward forward, int step) {
    boolean ascends = forward.net().direction() == Direction.LEFT_TO_RIGHT;
    return ascends ? step : (int) forward.input().time() - 1 - step;
  }

  private static State masked(State state, INDArray mask, int t) {
    if (mask == null) {
      return state;
    }
    INDArray column = mask.getColumn(t, true).castTo(state.output().dataType());
    return new State(
        state.output().mulColumnVector(column),
        state.cell() == null ? null : state.cell().mulColumnVector(column));
  }

  private static State zeros(Forward forward) {
    INDArray input = forward.input().values();
    long[] shape = {forward.input().batch(), forward.net().weights().recurrent().size(0)};
    boolean isLstm = forward.net().cell() == Cell.LSTM;
    return new State(
        Nd4j.zeros(input.dataType(), shape), isLstm ? Nd4j.zeros(input.dataType(), shape) : null);
  }

  private static Weights zerosLike(Weights weights) {
    return new Weights(weights.input().like(), weights.recurrent().like(), weights.bias().like());
  }

  private static INDArray slice(INDArray sequence, int t) {
    return sequence.get(all(), all(), point(t));
  }

  /** Block of columns [units * first, units * end). */
  static INDArray blocks(INDArray columns, long units, int first, int end) {
    return columns.get(all(), interval(units * first, units * end));
  }
}
