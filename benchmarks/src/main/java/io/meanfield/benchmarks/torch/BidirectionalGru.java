package io.meanfield.benchmarks.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * PyTorch's GRU in both directions: [batch, time, inputs] to [batch, time, 2 * units]. DJL's own
 * block gives a bidirectional GRU its biases after the weights of both directions, which PyTorch
 * refuses.
 */
final class BidirectionalGru extends AbstractBlock {
  private final int units;

  BidirectionalGru(int inputs, int units) {
    this.units = units;
    for (String direction : new String[] {"forward", "backward"}) {
      add(direction + "InputWeights", Parameter.Type.WEIGHT, new Shape(3L * units, inputs));
      add(direction + "StateWeights", Parameter.Type.WEIGHT, new Shape(3L * units, units));
      add(direction + "InputBias", Parameter.Type.BIAS, new Shape(3L * units));
      add(direction + "StateBias", Parameter.Type.BIAS, new Shape(3L * units));
    }
  }

  private void add(String name, Parameter.Type type, Shape shape) {
    addParameter(Parameter.builder().setName(name).setType(type).optShape(shape).build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray input = inputs.singletonOrThrow();
    NDArray state = input.getManager().zeros(new Shape(2, input.size(0), units));
    NDList weights = new NDList();
    for (Parameter parameter : parameters.values()) {
      weights.add(store.getValue(parameter, input.getDevice(), training));
    }
    NDList outputs =
        input.getNDArrayInternal().gru(input, state, weights, true, 1, 0, training, true, true);
    return new NDList(outputs.get(0));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), inputs[0].get(1), 2L * units)};
  }
}
