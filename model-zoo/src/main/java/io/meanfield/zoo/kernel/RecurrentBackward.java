package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Layout.address;
import static io.meanfield.zoo.kernel.OneDnn.ENGINE;
import static io.meanfield.zoo.kernel.OneDnn.check;
import static io.meanfield.zoo.kernel.Workbench.F32;

import io.meanfield.zoo.kernel.Recurrence.Forward;
import io.meanfield.zoo.kernel.Recurrence.Gradients;
import io.meanfield.zoo.kernel.Recurrence.Places;
import io.meanfield.zoo.kernel.Recurrence.Weights;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The walk back: for each step the arithmetic of the cell and R's product, then for all steps at
 * once the gradients of input, W, R and b. Of one thread.
 */
final class RecurrentBackward implements Plans.Plan {
  private final RecurrentShape shape;
  private final StepLoops loops;
  private final NativeMemory handover;
  private final Handover places;
  private final Primitive takingIn;
  private final Primitive rounding;
  private final Primitive roundingSums;
  private final PackedProduct step;
  private final Operation inputGradient;
  private final Primitive givingOut;
  private final TransposedProduct weightGradient;
  private final TransposedProduct recurrentGradient;

  /** Bytes from the beginning of what this pass hands over to itself. */
  private record Handover(
      long carry,
      long recurrent,
      long deltas,
      long above,
      long below,
      long sums,
      long roundedSums,
      long packed,
      long end) {
    static Handover of(RecurrentShape shape, long packedBytes) {
      long recurrent = NativeMemory.aligned(shape.unitsBytes());
      long deltas = 2 * recurrent;
      boolean rounds = shape.precision() != Precision.F32;
      long above =
          deltas + NativeMemory.aligned(rounds ? shape.time() * shape.gatesBytes() / 2 : 0);
      long below = above + NativeMemory.aligned(shape.time() * shape.unitsBytes());
      long sums = below + NativeMemory.aligned(shape.inputRows() * shape.inputs() * Float.BYTES);
      long sumsBytes = shape.vectors() == 0 ? 0 : NativeMemory.aligned(shape.inputRowsBytes());
      long roundedSums = sums + sumsBytes;
      long packed = roundedSums + (rounds ? NativeMemory.aligned(sumsBytes / 2) : 0);
      long end = packed + packedBytes;
      return new Handover(0, recurrent, deltas, above, below, sums, roundedSums, packed, end);
    }
  }

  RecurrentBackward(
      Workbench bench, RecurrentShape shape, Forward forward, INDArray gradient, Gradients result) {
    this.shape = shape;
    this.loops = FastestLoops.of(shape.cell(), shape.batch() * shape.units());
    this.handover = bench.handover;
    Weights weights = forward.net().weights();
    step =
        new PackedProduct(
            bench,
            new PackedProduct.Sides(
                shape.columnsOfGates(bench, shape.type(), shape.batch()),
                bench.any(shape.type(), shape.columns(), shape.units()),
                bench.dense(F32, shape.batch(), shape.units())),
            bench.of(weights.recurrent().transpose()),
            bench.attributes());
    places = Handover.of(shape, step.packedBytes());
    handover.reserve(places.end());
    takingIn = Layout.hasFeaturesTogether(gradient) ? null : takingIn(bench, gradient);
    boolean rounds = shape.precision() != Precision.F32;
    rounding = rounds ? rounding(bench, shape.batch()) : null;
    roundingSums = rounds && shape.vectors() > 0 ? rounding(bench, shape.vectors()) : null;
    boolean isWanted = result.input() != null;
    inputGradient = isWanted ? inputGradient(bench, weights) : null;
    givingOut =
        isWanted && !Layout.isTimeMajor(result.input()) ? givingOut(bench, result.input()) : null;
    weightGradient = weightGradient(bench, shape.inputRows(), result.weights().input());
    recurrentGradient = weightGradient(bench, shape.rows(), result.weights().recurrent());
  }

  private Primitive takingIn(Workbench bench, INDArray gradient) {
    return bench.copying(
        RecurrentShape.sequence(bench, gradient),
        bench.dense(F32, shape.time(), shape.batch(), shape.units()));
  }

  private Primitive rounding(Workbench bench, long numRows) {
    return bench.copying(
        bench.dense(F32, numRows, shape.width()),
        bench.dense(shape.type(), numRows, shape.width()));
  }

  private Operation inputGradient(Workbench bench, Weights weights) {
    dnnl_memory_desc deltas = shape.columnsOfGates(bench, shape.type(), shape.inputRows());
    dnnl_memory_desc w = bench.of(weights.input().transpose());
    dnnl_memory_desc to = bench.dense(F32, shape.inputRows(), shape.inputs());
    dnnl_primitive_desc desc =
        product(bench, deltas, bench.operand(shape.precision(), weights.input().transpose()), to);
    return Operation.named("an input's gradient", desc, bench)
        .with(dnnl.DNNL_ARG_SRC, deltas)
        .input(dnnl.DNNL_ARG_WEIGHTS, w, dnnl.dnnl_query_weights_md)
        .with(dnnl.DNNL_ARG_DST, to)
        .build();
  }

  private Primitive givingOut(Workbench bench, INDArray result) {
    return bench.copying(
        bench.dense(F32, result.size(2), result.size(0), shape.inputs()),
        RecurrentShape.sequence(bench, result));
  }

  private TransposedProduct weightGradient(Workbench bench, long numRows, INDArray result) {
    var deltas = new TransposedProduct.Rows(numRows, shape.columns(), shape.width());
    return new TransposedProduct(bench, shape.type(), deltas, result);
  }

  private static dnnl_primitive_desc product(
      Workbench bench, dnnl_memory_desc lhs, dnnl_memory_desc rhs, dnnl_memory_desc output) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_matmul_primitive_desc_create(
            desc, ENGINE, lhs, rhs, (dnnl_memory_desc) null, output, bench.attributes()),
        "a product");
    return desc;
  }

  void run(Forward forward, INDArray gradient, Gradients result) {
    Weights weights = forward.net().weights();
    long saved = shape.place(forward.saved(), forward.input());
    long own = handover.address();
    step.pack(address(weights.recurrent()), own + places.packed());
    long aboveAt = address(gradient);
    if (takingIn != null) {
      takingIn.run(aboveAt, own + places.above());
      aboveAt = own + places.above();
    }
    walk(forward, takingIn == null ? gradient : null, aboveAt, result.weights().bias());
    long deltas = rounding == null ? saved : own + places.deltas();
    long inputDeltas = shape.vectors() == 0 ? deltas : roundedSums(own);
    if (result.input() != null) {
      long to = givingOut == null ? address(result.input()) : own + places.below();
      inputGradient.run(inputDeltas, address(weights.input()), to);
      if (givingOut != null) {
        givingOut.run(to, address(result.input()));
      }
    }
    boolean inPlace = shape.readsInPlace(forward.input());
    long rows = inPlace ? address(forward.input().values()) : saved + shape.inputAt();
    weightGradient.run(inputDeltas, rows, address(result.weights().input()));
    recurrentGradient.run(
        deltas + shape.firstRecurrent() * shape.typeBytes(),
        saved + shape.hiddenAt(shape.placeBefore(0)),
        address(result.weights().recurrent()));
  }

  /** By the vectors of the examples of a step; null for sequences. */
  private StepLoops.Sums sums(Forward forward, ByteBuffer values, int first) {
    Places vectors = forward.input().places();
    return vectors == null ? null : new StepLoops.Sums(values, vectors.vectors(), first);
  }

  private long roundedSums(long own) {
    if (roundingSums == null) {
      return own + places.sums();
    }
    roundingSums.run(own + places.sums(), own + places.roundedSums());
    return own + places.roundedSums();
  }

  private void walk(Forward forward, INDArray gradient, long aboveAt, INDArray bias) {
    long saved = shape.place(forward.saved(), forward.input());
    long own = handover.address();
    int n = (int) shape.units();
    int batch = (int) shape.batch();
    NativeMemory.fillWithZeros(own + places.carry(), shape.unitsBytes());
    NativeMemory.fillWithZeros(own + places.recurrent(), shape.unitsBytes());
    long biasBytes = 4 * shape.units() * Float.BYTES;
    NativeMemory.fillWithZeros(address(bias), biasBytes);
    ByteBuffer carry = NativeMemory.at(own + places.carry(), shape.unitsBytes());
    ByteBuffer recurrent = NativeMemory.at(own + places.recurrent(), shape.unitsBytes());
    ByteBuffer biasSums = NativeMemory.at(address(bias), biasBytes);
    ByteBuffer sums =
        NativeMemory.at(own + places.sums(), shape.vectors() * shape.width() * Float.BYTES);
    if (shape.vectors() > 0) {
      NativeMemory.fillWithZeros(own + places.sums(), shape.inputRowsBytes());
    }
    float[][] masks = shape.masks(forward.mask());
    NativeMemory.Parts keeps = shape.parts(saved);
    NativeMemory.Parts aboves =
        gradient == null
            ? NativeMemory.Parts.of(aboveAt, shape.time() * shape.unitsBytes())
            : RecurrentShape.parts(gradient, aboveAt);
    for (long s = shape.time() - 1; s >= 0; s--) {
      long t = shape.timeOf(s);
      float[] mask = masks[(int) t];
      StepLoops.Outside outside =
          gradient == null
              ? new StepLoops.Outside(
                  aboves.at(t * shape.unitsBytes(), shape.unitsBytes()), n, mask)
              : RecurrentShape.outside(gradient, aboves, t, mask);
      var backflow =
          new StepLoops.Backflow(
              carry, recurrent, biasSums, sums(forward, sums, Math.toIntExact(t * batch)));
      loops.backward(new StepLoops.Step(batch, n, shape.kept(keeps, t), outside, backflow));
      long deltas = saved + shape.gatesAt(t);
      if (rounding != null) {
        long rounded = own + places.deltas() + shape.gatesAt(t) / 2;
        rounding.run(deltas, rounded);
        deltas = rounded;
      }
      if (s > 0) {
        step.run(
            deltas + shape.firstRecurrent() * shape.typeBytes(),
            own + places.packed(),
            own + places.recurrent());
      }
    }
  }

  @Override
  public void close() {
    Stream.of(
            takingIn,
            rounding,
            roundingSums,
            step,
            inputGradient,
            givingOut,
            weightGradient,
            recurrentGradient)
        .filter(Objects::nonNull)
        .forEach(Plans.Plan::close);
  }
}
