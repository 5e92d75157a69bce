package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Nd4jLstm.sigmoidSlope;
import static io.meanfield.zoo.kernel.Nd4jRecurrence.blocks;
import static org.nd4j.linalg.ops.transforms.Transforms.sigmoid;
import static org.nd4j.linalg.ops.transforms.Transforms.tanh;

import io.meanfield.zoo.kernel.Nd4jRecurrence.Below;
import io.meanfield.zoo.kernel.Recurrence.State;
import io.meanfield.zoo.kernel.Recurrence.Weights;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@link Recurrence.Cell#GRU} in ND4J's arithmetic. */
final class Nd4jGru implements Nd4jRecurrence.StepFormulas {

  /** Of one step, [batch, units] each. */
  private record Gates(INDArray g, INDArray r, INDArray u, INDArray q) {
    static Gates of(INDArray input, State before, Weights weights) {
      INDArray w = input.mmul(weights.input());
      INDArray h = before.output().mmul(weights.recurrent());
      long n = before.output().size(1);
      INDArray b = weights.bias().reshape(1, weights.bias().length());
      INDArray r = sigmoid(blocks(w, n, 1, 2).add(blocks(h, n, 0, 1)).addRowVector(block(b, n, 1)));
      INDArray u = sigmoid(blocks(w, n, 2, 3).add(blocks(h, n, 1, 2)).addRowVector(block(b, n, 2)));
      INDArray q = blocks(h, n, 2, 3).addRowVector(block(b, n, 3));
      INDArray g = tanh(blocks(w, n, 0, 1).addRowVector(block(b, n, 0)).add(r.mul(q)));
      return new Gates(g, r, u, q);
    }

    private static INDArray block(INDArray bias, long units, int index) {
      return blocks(bias, units, index, index + 1);
    }
  }

  @Override
  public State forward(INDArray input, State before, Weights weights) {
    Gates gates = Gates.of(input, before, weights);
    INDArray h = gates.u().rsub(1).mul(gates.g()).add(gates.u().mul(before.output()));
    return new State(h, null);
  }

  @Override
  public Below backward(INDArray input, State before, State above, Weights weights) {
    Gates gates = Gates.of(input, before, weights);
    INDArray dh = above.output();
    INDArray dg = dh.mul(gates.u().rsub(1)).mul(gates.g().mul(gates.g()).rsub(1));
    INDArray dr = dg.mul(gates.q()).mul(sigmoidSlope(gates.r()));
    INDArray du = dh.mul(before.output().sub(gates.g())).mul(sigmoidSlope(gates.u()));
    INDArray dq = dg.mul(gates.r());
    INDArray recurrent = Nd4j.concat(1, dr, du, dq);
    INDArray down = recurrent.mmul(weights.recurrent().transpose()).add(dh.mul(gates.u()));
    return new Below(
        Nd4j.concat(1, dg, dr, du),
        recurrent,
        Nd4j.concat(1, dg, dr, du, dq),
        new State(down, null));
  }
}
