package io.meanfield.zoo;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;

/** What follows a hidden layer, with the initial weights that keep the variance through it. */
public enum Nonlinearity {
  /** max(0, x); initial weights of He et al. 2015. */
  @JsonProperty("relu")
  RELU(Activation.RELU, WeightInit.RELU),
  /** Clevert et al. 2016; initial weights of He et al. 2015. */
  @JsonProperty("elu")
  ELU(Activation.ELU, WeightInit.RELU),
  /** Initial weights of Glorot and Bengio 2010. */
  @JsonProperty("tanh")
  TANH(Activation.TANH, WeightInit.XAVIER);

  final Activation activation;
  final WeightInit weightInit;

  Nonlinearity(Activation activation, WeightInit weightInit) {
    this.activation = activation;
    this.weightInit = weightInit;
  }
}
