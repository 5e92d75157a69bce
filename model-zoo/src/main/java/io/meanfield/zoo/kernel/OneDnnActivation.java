package io.meanfield.zoo.kernel;

import org.bytedeco.dnnl.global.dnnl;

/**
 * oneDNN's name for an activation.
 *
 * @param backward the algorithm of the derivative, by the output where that is enough
 */
record OneDnnActivation(int forward, int backward, float alpha, float beta) {

  static OneDnnActivation of(Activation activation) {
    float alpha = (float) activation.alpha();
    boolean byOutput = activation.isToldByOutput();
    return switch (activation.kind()) {
      case IDENTITY -> linear();
      case RELU, LEAKY_RELU -> relu(alpha, byOutput);
      case ELU ->
          new OneDnnActivation(
              dnnl.dnnl_eltwise_elu,
              byOutput ? dnnl.dnnl_eltwise_elu_use_dst_for_bwd : dnnl.dnnl_eltwise_elu,
              alpha,
              0);
      case TANH ->
          new OneDnnActivation(
              dnnl.dnnl_eltwise_tanh, dnnl.dnnl_eltwise_tanh_use_dst_for_bwd, 0, 0);
      case SIGMOID ->
          new OneDnnActivation(
              dnnl.dnnl_eltwise_logistic, dnnl.dnnl_eltwise_logistic_use_dst_for_bwd, 0, 0);
      case SWISH ->
          new OneDnnActivation(dnnl.dnnl_eltwise_swish, dnnl.dnnl_eltwise_swish, alpha, 0);
      case GELU ->
          new OneDnnActivation(dnnl.dnnl_eltwise_gelu_tanh, dnnl.dnnl_eltwise_gelu_tanh, 0, 0);
    };
  }

  private static OneDnnActivation linear() {
    return new OneDnnActivation(dnnl.dnnl_eltwise_linear, dnnl.dnnl_eltwise_linear, 1, 0);
  }

  private static OneDnnActivation relu(float alpha, boolean byOutput) {
    return new OneDnnActivation(
        dnnl.dnnl_eltwise_relu,
        byOutput ? dnnl.dnnl_eltwise_relu_use_dst_for_bwd : dnnl.dnnl_eltwise_relu,
        alpha,
        0);
  }
}
