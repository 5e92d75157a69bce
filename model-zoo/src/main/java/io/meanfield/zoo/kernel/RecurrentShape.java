package io.meanfield.zoo.kernel;

import io.meanfield.zoo.kernel.Recurrence.Cell;
import io.meanfield.zoo.kernel.Recurrence.Direction;
import io.meanfield.zoo.kernel.Recurrence.Forward;
import io.meanfield.zoo.kernel.Recurrence.Input;
import java.util.Arrays;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How large a pass of {@link OneDnnRecurrence} is and where things lie in its {@link Saved}, in
 * bytes: gates z [time, batch, 4 units], states [time + 1, batch, units] (c, or h for the GRU),
 * tanh(c) [time, batch, units], all f32; what is multiplied: h [time + 1, batch, units], and the
 * input's rows if they do not lie so already. States and h have one place more than there are
 * steps, at the end where time begins to be walked.
 *
 * @param vectors that occur in the sequences, or 0 if the input is sequences
 */
record RecurrentShape(
    Cell cell,
    Direction direction,
    Precision precision,
    long time,
    long batch,
    long inputs,
    long units,
    long vectors) {

  static RecurrentShape of(Precision precision, Forward forward) {
    Input input = forward.input();
    return new RecurrentShape(
        forward.net().cell(),
        forward.net().direction(),
        precision,
        input.time(),
        input.batch(),
        input.values().size(1),
        forward.net().weights().recurrent().size(0),
        input.places() == null ? 0 : input.values().size(0));
  }

  int type() {
    return precision == Precision.F32 ? Workbench.F32 : Workbench.BF16;
  }

  long typeBytes() {
    return precision == Precision.F32 ? Float.BYTES : Short.BYTES;
  }

  long rows() {
    return time * batch;
  }

  /** Rows that W multiplies. */
  long inputRows() {
    return vectors == 0 ? rows() : vectors;
  }

  /** Of rows that W makes. */
  long inputRowsBytes() {
    return inputRows() * width() * Float.BYTES;
  }

  /** Columns of z that W makes, and as many that R makes. */
  long columns() {
    return cell.numGates() * units;
  }

  /** Floats before the first column of z that R adds to. */
  long firstRecurrent() {
    return cell.firstRecurrent() * units;
  }

  /** Floats from one row of z to the next. */
  long width() {
    return StepLoops.width(units);
  }

  /** Whether the states are h as it is multiplied. */
  boolean multipliesStates() {
    return cell == Cell.GRU && precision == Precision.F32;
  }

  /** Whether the input can be multiplied where it is. */
  boolean readsInPlace(Input input) {
    return precision == Precision.F32 && Layout.isTimeMajor(input.values());
  }

  /** The time at which a step is walked. */
  long timeOf(long step) {
    return direction == Direction.LEFT_TO_RIGHT ? step : time - 1 - step;
  }

  /** Where the state before a time lies among the states. */
  long placeBefore(long at) {
    return direction == Direction.LEFT_TO_RIGHT ? at : at + 1;
  }

  long placeAfter(long at) {
    return direction == Direction.LEFT_TO_RIGHT ? at + 1 : at;
  }

  /** Of [batch, 4 units] floats. */
  long gatesBytes() {
    return batch * width() * Float.BYTES;
  }

  /** Of [batch, units] floats. */
  long unitsBytes() {
    return batch * units * Float.BYTES;
  }

  /** Of [batch, units] as they are multiplied. */
  long hiddenBytes() {
    return batch * units * typeBytes();
  }

  long gatesAt(long at) {
    return at * gatesBytes();
  }

  long stateAt(long place) {
    return NativeMemory.aligned(time * gatesBytes()) + place * unitsBytes();
  }

  long squashedAt(long at) {
    return NativeMemory.aligned(stateAt(time + 1)) + at * unitsBytes();
  }

  long hiddenAt(long place) {
    if (multipliesStates()) {
      return stateAt(place);
    }
    return NativeMemory.aligned(squashedAt(cell == Cell.LSTM ? time : 0)) + place * hiddenBytes();
  }

  long inputAt() {
    return NativeMemory.aligned(multipliesStates() ? stateAt(time + 1) : hiddenAt(time + 1));
  }

  long savedBytes(Input input) {
    long staged = readsInPlace(input) ? 0 : inputRows() * inputs * typeBytes();
    return inputAt() + staged + NativeMemory.ALIGNMENT;
  }

  /** Where the bytes above begin. */
  long place(Saved saved, Input input) {
    return NativeMemory.aligned(Layout.address(saved.atLeast(savedBytes(input))));
  }

  /** All that is kept, from where it begins. */
  NativeMemory.Parts parts(long saved) {
    return NativeMemory.Parts.of(saved, inputAt());
  }

  /** Step [at] of what is kept. */
  StepLoops.Kept kept(NativeMemory.Parts saved, long at) {
    return new StepLoops.Kept(
        saved.at(gatesAt(at), gatesBytes()),
        saved.at(stateAt(placeBefore(at)), unitsBytes()),
        saved.at(stateAt(placeAfter(at)), unitsBytes()),
        cell == Cell.GRU ? null : saved.at(squashedAt(at), unitsBytes()));
  }

  /** A sequence [batch, units, time] whose units lie together, from its first element on. */
  static NativeMemory.Parts parts(INDArray sequence, long address) {
    long floats = 1;
    for (int i = 0; i < sequence.rank(); i++) {
      floats += (sequence.size(i) - 1) * sequence.stride(i);
    }
    return NativeMemory.Parts.of(address, floats * Float.BYTES);
  }

  /** Step [at] of a sequence like that. */
  static StepLoops.Outside outside(
      INDArray sequence, NativeMemory.Parts parts, long at, float[] mask) {
    int stride = Math.toIntExact(sequence.size(0) == 1 ? sequence.size(1) : sequence.stride(0));
    long floats = (sequence.size(0) - 1) * stride + sequence.size(1);
    long from = at * sequence.stride(2) * Float.BYTES;
    return new StepLoops.Outside(parts.at(from, floats * Float.BYTES), stride, mask);
  }

  /** Row by row for each time, or nulls. */
  float[][] masks(INDArray mask) {
    float[][] masks = new float[(int) time][];
    if (mask != null) {
      float[] all = mask.castTo(DataType.FLOAT).transpose().dup('c').data().asFloat();
      for (int t = 0; t < time; t++) {
        masks[t] = Arrays.copyOfRange(all, t * (int) batch, (t + 1) * (int) batch);
      }
    }
    return masks;
  }

  /** z's columns that W makes, or R, over some rows, for products. */
  dnnl_memory_desc columnsOfGates(Workbench bench, int type, long numRows) {
    return bench.strided(type, new long[] {numRows, columns()}, new long[] {width(), 1});
  }

  /** The same, with rows and columns exchanged. */
  dnnl_memory_desc columnsOfGatesTransposed(Workbench bench, long numRows) {
    return bench.strided(type(), new long[] {columns(), numRows}, new long[] {1, width()});
  }

  /** A sequence [batch, features, time] as it lies, in the order [time, batch, features]. */
  static dnnl_memory_desc sequence(Workbench bench, INDArray array) {
    return bench.of(array.permute(2, 0, 1));
  }
}
