package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Recurrence;
import io.meanfield.zoo.kernel.Recurrence.Cell;
import io.meanfield.zoo.kernel.Recurrence.Direction;
import io.meanfield.zoo.kernel.Recurrence.Forward;
import io.meanfield.zoo.kernel.Recurrence.Gradients;
import io.meanfield.zoo.kernel.Recurrence.Net;
import io.meanfield.zoo.kernel.Recurrence.State;
import io.meanfield.zoo.kernel.Recurrence.Weights;
import io.meanfield.zoo.kernel.Saved;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What recurrent layers have in common: walking over sequences, there and back. */
final class Walk {
  /** Names of stock Deeplearning4j's LSTM for what is kept between calls. */
  private static final String OUTPUT = "prevAct";

  private static final String CELL = "prevMem";

  private final Recurrence kernels;
  private final Cell cell;
  private final Direction direction;
  private final Saved saved = new Saved();

  /** The last training pass, until its gradient is made. */
  private Forward pass;

  private INDArray passed;

  Walk(Kernels kernels, Cell cell, Direction direction) {
    this.kernels = kernels.recurrence();
    this.cell = cell;
    this.direction = direction;
  }

  /**
   * A layer's input, as it calls it.
   *
   * @param mask [batch, time], or null
   * @param words where the input may come from, or null
   */
  record Input(INDArray sequence, INDArray mask, RNNFormat format, FastEmbeddingSequence words) {
    INDArray named() {
      return TimeMajor.named(format, sequence);
    }

    private Recurrence.Input read() {
      Optional<Recurrence.Input> vectors =
          words == null ? Optional.empty() : words.vectorsOf(sequence);
      return vectors.orElseGet(() -> Recurrence.Input.of(named()));
    }
  }

  /** A new output for an input, [batch, units, time]. */
  INDArray newOutput(Input input, Weights weights, LayerWorkspaceMgr workspaces) {
    return create(workspaces, ArrayType.ACTIVATIONS, input.named(), units(weights));
  }

  /**
   * In training, what {@link #gradient} needs is kept.
   *
   * @param output [batch, units, time]
   */
  void activate(Input input, Weights weights, boolean isTraining, INDArray output) {
    Forward forward = forward(input, weights, null);
    if (isTraining) {
      kernels.forward(forward, output, null);
      pass = forward;
      passed = input.sequence();
    } else {
      kernels.infer(forward, output, null);
      forget();
    }
  }

  /**
   * Goes on where the last call ended.
   *
   * @param state by stock Deeplearning4j's names; changed
   */
  INDArray goOn(
      Input input, Weights weights, Map<String, INDArray> state, LayerWorkspaceMgr workspaces) {
    INDArray sequence = input.named();
    INDArray output = newOutput(input, weights, workspaces);
    State initial =
        state.containsKey(OUTPUT) ? new State(state.get(OUTPUT), state.get(CELL)) : null;
    if (initial != null && initial.output().size(0) != sequence.size(0)) {
      throw new IllegalStateException(
          "expected %d sequences as in the calls before, found %d: call rnnClearPreviousState between batches"
              .formatted(initial.output().size(0), sequence.size(0)));
    }
    State last = newState(sequence.dataType(), sequence.size(0), units(weights));
    kernels.infer(forward(input, weights, initial), output, last);
    forget();
    state.put(OUTPUT, last.output());
    if (cell == Cell.LSTM) {
      state.put(CELL, last.cell());
    }
    return TimeMajor.named(input.format(), output);
  }

  private State newState(DataType type, long batch, long units) {
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      INDArray c = cell == Cell.LSTM ? Nd4j.create(type, batch, units) : null;
      return new State(Nd4j.create(type, batch, units), c);
    }
  }

  private Forward forward(Input input, Weights weights, State initial) {
    Net net = new Net(cell, direction, weights);
    return new Forward(net, input.read(), input.mask(), initial, saved);
  }

  /** Whether there was a training pass over the input that has no gradient yet. */
  boolean hasPassed(Input input) {
    return passed != null && passed == input.sequence();
  }

  /**
   * @param epsilon the gradient of the output
   * @param gradients written
   * @param place where the input's gradient is made, or null if nobody wants it
   * @return the input's gradient, or null; that of its vectors [vectors, inputs, 1] if it was read
   *     so
   */
  INDArray gradient(
      INDArray epsilon,
      RNNFormat format,
      Weights gradients,
      ArrayType place,
      LayerWorkspaceMgr workspaces) {
    Forward forward = pass;
    forget();
    INDArray result =
        place == null
            ? null
            : create(workspaces, place, forward.input().values(), forward.input().values().size(1));
    kernels.gradient(forward, TimeMajor.named(format, epsilon), new Gradients(result, gradients));
    boolean isOfVectors = forward.input().places() != null;
    return result == null || isOfVectors ? result : TimeMajor.named(format, result);
  }

  /** Whether the last training pass, whose gradient is not made yet, read vectors. */
  boolean hasReadVectors() {
    return pass != null && pass.input().places() != null;
  }

  /** A layer's gradient views by name, as back-propagation returns them. */
  static Gradient named(Map<String, INDArray> views) {
    Gradient gradient = new DefaultGradient();
    gradient.gradientForVariable().putAll(views);
    return gradient;
  }

  void forget() {
    pass = null;
    passed = null;
  }

  private static long units(Weights weights) {
    return weights.recurrent().size(0);
  }

  private static INDArray create(
      LayerWorkspaceMgr workspaces, ArrayType place, INDArray like, long features) {
    return TimeMajor.create(
        workspaces, place, like.dataType(), like.size(0), features, like.size(2));
  }
}
