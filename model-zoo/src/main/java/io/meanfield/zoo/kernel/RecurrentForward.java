package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Layout.address;
import static io.meanfield.zoo.kernel.OneDnn.ENGINE;
import static io.meanfield.zoo.kernel.OneDnn.check;
import static io.meanfield.zoo.kernel.Workbench.F32;

import io.meanfield.zoo.kernel.Recurrence.Cell;
import io.meanfield.zoo.kernel.Recurrence.Forward;
import io.meanfield.zoo.kernel.Recurrence.Places;
import io.meanfield.zoo.kernel.Recurrence.State;
import io.meanfield.zoo.kernel.Recurrence.Weights;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The walk forward: W's product for all steps at once, then for each step R's product on top of it
 * and the arithmetic of the cell. Of one thread.
 */
final class RecurrentForward implements Plans.Plan {
  private final RecurrentShape shape;
  private final StepLoops loops;
  private final NativeMemory handover;
  private final Primitive takingIn;
  private final Operation projection;
  private final AddedProduct step;
  private final Primitive keeping;
  private final Beginning beginning;

  /** In what is handed over: what W makes of each vector. */
  private final long tableAt;

  /** How the initial state is brought in; its members are null where there is none. */
  private record Beginning(Primitive output, Primitive state) {}

  RecurrentForward(Workbench bench, RecurrentShape shape, Forward forward, INDArray output) {
    this.shape = shape;
    this.loops = FastestLoops.of(shape.cell(), shape.batch() * shape.units());
    this.handover = bench.handover;
    INDArray values = forward.input().values();
    Weights weights = forward.net().weights();
    dnnl_memory_desc rows = bench.dense(shape.type(), shape.inputRows(), shape.inputs());
    takingIn =
        shape.readsInPlace(forward.input())
            ? null
            : bench.copying(
                RecurrentShape.sequence(bench, values),
                bench.dense(shape.type(), values.size(2), values.size(0), shape.inputs()));
    projection = projection(bench, rows, weights);
    step = new AddedProduct(bench, shape, weights.recurrent());
    tableAt = NativeMemory.aligned(step.packedBytes());
    handover.reserve(tableAt + (shape.vectors() == 0 ? 0 : shape.inputRowsBytes()));
    dnnl_memory_desc hidden = bench.dense(shape.type(), shape.batch(), shape.units());
    long[] strides = {output.stride(0), 1};
    keeping =
        shape.multipliesStates()
            ? null
            : bench.copying(
                bench.strided(F32, new long[] {shape.batch(), shape.units()}, strides), hidden);
    beginning = beginning(bench, forward.initial(), hidden);
  }

  private Operation projection(Workbench bench, dnnl_memory_desc rows, Weights weights) {
    dnnl_memory_desc w = bench.of(weights.input());
    dnnl_memory_desc bias = bench.dense(F32, 1, shape.columns());
    dnnl_memory_desc z = shape.columnsOfGates(bench, F32, shape.inputRows());
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_matmul_primitive_desc_create(
            desc,
            ENGINE,
            rows,
            bench.operand(shape.precision(), weights.input()),
            bias,
            z,
            bench.attributes()),
        "a projection");
    return Operation.named("a projection", desc, bench)
        .with(dnnl.DNNL_ARG_SRC, rows)
        .input(dnnl.DNNL_ARG_WEIGHTS, w, dnnl.dnnl_query_weights_md)
        .with(dnnl.DNNL_ARG_BIAS, bias)
        .with(dnnl.DNNL_ARG_DST, z)
        .build();
  }

  private Beginning beginning(Workbench bench, State initial, dnnl_memory_desc hidden) {
    if (initial == null) {
      return new Beginning(null, null);
    }
    INDArray state = shape.cell() == Cell.LSTM ? initial.cell() : initial.output();
    return new Beginning(
        bench.copying(bench.of(initial.output()), hidden),
        bench.copying(bench.of(state), bench.dense(F32, shape.batch(), shape.units())));
  }

  /**
   * @param output whose units lie together
   */
  void run(Forward forward, INDArray output) {
    Weights weights = forward.net().weights();
    long saved = shape.place(forward.saved(), forward.input());
    long rows = address(forward.input().values());
    if (takingIn != null) {
      takingIn.run(rows, saved + shape.inputAt());
      rows = saved + shape.inputAt();
    }
    long bias = address(weights.bias());
    long packed = handover.address();
    long table = shape.vectors() == 0 ? saved : packed + tableAt;
    projection.run(rows, address(weights.input()), bias, table);
    step.pack(address(weights.recurrent()), packed);
    begin(forward.initial(), saved);
    if (shape.cell() == Cell.GRU) {
      spread(bias, table);
    }
    Places places = forward.input().places();
    ByteBuffer rowsOfVectors =
        NativeMemory.at(table, shape.vectors() * shape.width() * Float.BYTES);
    float[][] masks = shape.masks(forward.mask());
    long to = address(output);
    NativeMemory.Parts keeps = shape.parts(saved);
    NativeMemory.Parts outputs = RecurrentShape.parts(output, to);
    for (long s = 0; s < shape.time(); s++) {
      long t = shape.timeOf(s);
      StepLoops.Kept kept = shape.kept(keeps, t);
      if (places != null) {
        lookUp(places, t, rowsOfVectors, kept.gates());
      }
      if (s > 0 || forward.initial() != null) {
        long columns = saved + shape.gatesAt(t) + shape.firstRecurrent() * Float.BYTES;
        step.run(saved + shape.hiddenAt(shape.placeBefore(t)), packed, columns);
      }
      var outside = RecurrentShape.outside(output, outputs, t, masks[(int) t]);
      loops.forward(
          new StepLoops.Step((int) shape.batch(), (int) shape.units(), kept, outside, null));
      if (keeping != null) {
        keeping.run(
            to + t * output.stride(2) * Float.BYTES, saved + shape.hiddenAt(shape.placeAfter(t)));
      }
    }
  }

  private void begin(State initial, long saved) {
    long place = shape.placeBefore(shape.timeOf(0));
    long hidden = saved + shape.hiddenAt(place);
    long state = saved + shape.stateAt(place);
    if (initial == null) {
      NativeMemory.fillWithZeros(hidden, shape.hiddenBytes());
      NativeMemory.fillWithZeros(state, shape.unitsBytes());
      return;
    }
    beginning.output().run(address(initial.output()), hidden);
    beginning
        .state()
        .run(address(shape.cell() == Cell.LSTM ? initial.cell() : initial.output()), state);
  }

  /** The recurrent candidate's bias into the last block of each row. */
  private void spread(long bias, long table) {
    int blockBytes = Math.toIntExact(shape.units() * Float.BYTES);
    int rowBytes = Math.toIntExact(shape.width() * Float.BYTES);
    ByteBuffer from = NativeMemory.at(bias + 3L * blockBytes, blockBytes);
    for (long first = 0; first < shape.inputRows(); first += shape.batch()) {
      int numRows = Math.toIntExact(Math.min(shape.batch(), shape.inputRows() - first));
      ByteBuffer rows = NativeMemory.at(table + first * rowBytes, (long) numRows * rowBytes);
      for (int row = 0; row < numRows; row++) {
        rows.put(row * rowBytes + 3 * blockBytes, from, 0, blockBytes);
      }
    }
  }

  private void lookUp(Places places, long at, ByteBuffer rows, ByteBuffer gates) {
    int rowBytes = Math.toIntExact(shape.width() * Float.BYTES);
    int first = Math.toIntExact(at * shape.batch());
    for (int row = 0; row < shape.batch(); row++) {
      gates.put(row * rowBytes, rows, places.vectors()[first + row] * rowBytes, rowBytes);
    }
  }

  @Override
  public void close() {
    Stream.of(takingIn, projection, step, keeping, beginning.output(), beginning.state())
        .filter(Objects::nonNull)
        .forEach(Plans.Plan::close);
  }
}
