package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Nd4jRecurrence.blocks;
import static org.nd4j.linalg.ops.transforms.Transforms.sigmoid;
import static org.nd4j.linalg.ops.transforms.Transforms.tanh;

import io.meanfield.zoo.kernel.Nd4jRecurrence.Below;
import io.meanfield.zoo.kernel.Recurrence.State;
import io.meanfield.zoo.kernel.Recurrence.Weights;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@link Recurrence.Cell#LSTM} in ND4J's arithmetic. */
final class Nd4jLstm implements Nd4jRecurrence.StepFormulas {

  /** Of one step, [batch, units] each. */
  private record Gates(INDArray g, INDArray f, INDArray o, INDArray i) {
    static Gates of(INDArray input, State before, Weights weights) {
      INDArray z = input.mmul(weights.input()).addi(before.output().mmul(weights.recurrent()));
      z.addiRowVector(weights.bias().reshape(1, weights.bias().length()));
      long n = before.output().size(1);
      return new Gates(
          tanh(blocks(z, n, 0, 1)),
          sigmoid(blocks(z, n, 1, 2)),
          sigmoid(blocks(z, n, 2, 3)),
          sigmoid(blocks(z, n, 3, 4)));
    }

    INDArray cell(State before) {
      return f.mul(before.cell()).add(i.mul(g));
    }
  }

  @Override
  public State forward(INDArray input, State before, Weights weights) {
    Gates gates = Gates.of(input, before, weights);
    INDArray c = gates.cell(before);
    return new State(gates.o().mul(tanh(c)), c);
  }

  @Override
  public Below backward(INDArray input, State before, State above, Weights weights) {
    Gates gates = Gates.of(input, before, weights);
    INDArray tanhC = tanh(gates.cell(before));
    INDArray dh = above.output();
    INDArray dc = dh.mul(gates.o()).mul(tanhC.mul(tanhC).rsub(1)).add(above.cell());
    INDArray dz =
        Nd4j.concat(
            1,
            dc.mul(gates.i()).mul(gates.g().mul(gates.g()).rsub(1)),
            dc.mul(before.cell()).mul(sigmoidSlope(gates.f())),
            dh.mul(tanhC).mul(sigmoidSlope(gates.o())),
            dc.mul(gates.g()).mul(sigmoidSlope(gates.i())));
    State down = new State(dz.mmul(weights.recurrent().transpose()), dc.mul(gates.f()));
    return new Below(dz, dz, dz, down);
  }

  static INDArray sigmoidSlope(INDArray sigma) {
    return sigma.mul(sigma.rsub(1));
  }
}
