package io.meanfield.zoo.kernel;

import java.util.Optional;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/**
 * A function applied to each element, with the derivative that its output or its input gives.
 *
 * @param alpha slope of {@link Kind#LEAKY_RELU} below 0, scale of {@link Kind#ELU}, factor of
 *     {@link Kind#SWISH}; else 0
 */
public record Activation(Kind kind, double alpha) {

  /** The functions there are. */
  public enum Kind {
    IDENTITY,
    RELU,
    /** x above 0, alpha x below. */
    LEAKY_RELU,
    /** x above 0, alpha (exp(x) - 1) below. */
    ELU,
    TANH,
    SIGMOID,
    /** x sigmoid(alpha x). */
    SWISH,
    /** x Phi(x) in the tanh form of Hendrycks and Gimpel 2016, section 2. */
    GELU
  }

  public static final Activation IDENTITY = new Activation(Kind.IDENTITY, 0);
  public static final Activation RELU = new Activation(Kind.RELU, 0);
  public static final Activation TANH = new Activation(Kind.TANH, 0);
  public static final Activation SIGMOID = new Activation(Kind.SIGMOID, 0);
  public static final Activation GELU = new Activation(Kind.GELU, 0);

  /**
   * Deeplearning4j's function, if it is among those here. Two are not: its precise GELU cubes
   * 0.044715 x where the paper cubes x, and the gradient of its ELU takes alpha for 1.
   */
  public static Optional<Activation> of(IActivation function) {
    if (function instanceof ActivationIdentity) {
      return Optional.of(IDENTITY);
    }
    if (function instanceof ActivationReLU relu) {
      return isPlain(relu) ? Optional.of(RELU) : Optional.empty();
    }
    if (function instanceof ActivationTanH) {
      return Optional.of(TANH);
    }
    if (function instanceof ActivationSigmoid) {
      return Optional.of(SIGMOID);
    }
    if (function instanceof ActivationLReLU leaky) {
      return Optional.of(new Activation(Kind.LEAKY_RELU, leaky.getAlpha()));
    }
    if (function instanceof ActivationELU elu) {
      return elu.getAlpha() == 1 ? Optional.of(new Activation(Kind.ELU, 1)) : Optional.empty();
    }
    if (function instanceof ActivationSwish) {
      return Optional.of(new Activation(Kind.SWISH, 1));
    }
    if (function instanceof ActivationGELU gelu) {
      return gelu.isPrecise() ? Optional.empty() : Optional.of(new Activation(Kind.SWISH, 1.702));
    }
    return Optional.empty();
  }

  private static boolean isPlain(ActivationReLU relu) {
    return isZero(relu.getMax()) && isZero(relu.getThreshold()) && isZero(relu.getNegativeSlope());
  }

  private static boolean isZero(Double value) {
    return value == null || value == 0;
  }

  /** Whether the output is enough to tell the derivative; otherwise the input is needed. */
  public boolean isToldByOutput() {
    return switch (kind) {
      case IDENTITY, RELU, TANH, SIGMOID -> true;
      case LEAKY_RELU, ELU -> alpha >= 0;
      case SWISH, GELU -> false;
    };
  }
}
