package io.meanfield.benchmarks.torch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;

/** Adam as {@code torch.optim.Adam(fused=True)} does it: one native pass over all parameters. */
final class FusedAdam implements AutoCloseable {
  private static final String FORWARD =
      """
      def forward(self: __torch__.Module,
          parameters: List[Tensor],
          gradients: List[Tensor],
          means: List[Tensor],
          variances: List[Tensor],
          steps: List[Tensor]) -> Tensor:
        _0 = annotate(List[Tensor], [])
        torch._fused_adam_(parameters, gradients, means, variances, _0, steps,
            lr=0.001, beta1=0.9, beta2=0.999, weight_decay=0., eps=1e-08,
            amsgrad=False, maximize=False)
        return steps[0]
      """;

  private final PtNDArray[] parameters;
  private final PtNDArray[] means;
  private final PtNDArray[] variances;
  private final PtNDArray[] steps;
  private final PtNDArray numSteps;
  private final PtSymbolBlock script;

  FusedAdam(NDManager manager, ParameterList all) {
    parameters =
        all.values().stream()
            .filter(Parameter::requiresGradient)
            .map(parameter -> (PtNDArray) parameter.getArray())
            .toArray(PtNDArray[]::new);
    means = zerosLike(parameters);
    variances = zerosLike(parameters);
    numSteps = (PtNDArray) manager.zeros(new Shape(), DataType.FLOAT32);
    steps = new PtNDArray[parameters.length];
    Arrays.fill(steps, numSteps);
    script = TorchScript.load(manager, FORWARD);
  }

  private static PtNDArray[] zerosLike(PtNDArray[] arrays) {
    PtNDArray[] zeros = new PtNDArray[arrays.length];
    for (int i = 0; i < zeros.length; i++) {
      zeros[i] = (PtNDArray) arrays[i].zerosLike();
    }
    return zeros;
  }

  /** Updates every parameter by its gradient and makes the gradients zero. */
  void step() {
    JniUtils.setGradMode(false);
    numSteps.addi(1);
    PtNDArray[] gradients = new PtNDArray[parameters.length];
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = (PtNDArray) parameters[i].getGradient();
    }
    try (IValue p = IValue.listFrom(parameters);
        IValue g = IValue.listFrom(gradients);
        IValue m = IValue.listFrom(means);
        IValue v = IValue.listFrom(variances);
        IValue t = IValue.listFrom(steps);
        IValue done = script.forward(p, g, m, v, t)) {
      for (int i = 0; i < gradients.length; i++) {
        gradients[i].close();
        JniUtils.zeroGrad(parameters[i]);
      }
    } finally {
      JniUtils.setGradMode(true);
    }
  }

  @Override
  public void close() {
    script.close();
  }
}
