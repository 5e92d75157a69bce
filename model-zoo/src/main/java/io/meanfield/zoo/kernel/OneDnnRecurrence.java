package io.meanfield.zoo.kernel;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.lang.ref.Reference;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Recurrence by oneDNN's products and loops of our own between them, which is about twice as fast
 * as oneDNN's own recurrent primitives.
 */
final class OneDnnRecurrence implements Recurrence {

  private record ForwardKind(RecurrentShape shape) {}

  private record BackwardKind(RecurrentShape shape) {}

  private final Precision precision;

  OneDnnRecurrence(Precision precision) {
    this.precision = precision;
  }

  @Override
  public void forward(Forward forward, INDArray output, State last) {
    if (!Layout.hasFeaturesTogether(output)) {
      INDArray together =
          Nd4j.createUninitialized(
                  output.dataType(), output.size(2), output.size(0), output.size(1))
              .permute(1, 2, 0);
      forward(forward, together, last);
      output.assign(together);
      return;
    }
    RecurrentShape shape = RecurrentShape.of(precision, forward);
    Weights weights = forward.net().weights();
    State initial = forward.initial();
    Plans.Key key =
        Plans.Key.of(
            new ForwardKind(shape),
            forward.input().values(),
            weights.input(),
            weights.recurrent(),
            output,
            initial == null ? null : initial.output(),
            initial == null ? null : initial.cell());
    RecurrentForward plan =
        Plans.get(key, bench -> new RecurrentForward(bench, shape, forward, output));
    plan.run(forward, output);
    if (last != null) {
      giveLast(shape, forward, output, last);
    }
    Reference.reachabilityFence(forward);
    Reference.reachabilityFence(output);
  }

  @Override
  public void gradient(Forward forward, INDArray gradient, Gradients result) {
    RecurrentShape shape = RecurrentShape.of(precision, forward);
    Weights weights = forward.net().weights();
    Plans.Key key =
        Plans.Key.of(
            new BackwardKind(shape),
            forward.input().values(),
            weights.input(),
            weights.recurrent(),
            gradient,
            result.input(),
            result.weights().input(),
            result.weights().recurrent());
    RecurrentBackward plan =
        Plans.get(key, bench -> new RecurrentBackward(bench, shape, forward, gradient, result));
    plan.run(forward, gradient, result);
    Reference.reachabilityFence(forward);
    Reference.reachabilityFence(gradient);
    Reference.reachabilityFence(result);
  }

  private void giveLast(RecurrentShape shape, Forward forward, INDArray output, State last) {
    long t = shape.timeOf(shape.time() - 1);
    last.output().assign(output.get(all(), all(), point(t)));
    if (last.cell() != null) {
      long saved = shape.place(forward.saved(), forward.input());
      var cell = NativeMemory.at(saved + shape.stateAt(shape.placeAfter(t)), shape.unitsBytes());
      float[] values = new float[cell.capacity() / Float.BYTES];
      cell.asFloatBuffer().get(values);
      last.cell().assign(Nd4j.createFromArray(values).reshape(last.cell().shape()));
    }
  }
}
