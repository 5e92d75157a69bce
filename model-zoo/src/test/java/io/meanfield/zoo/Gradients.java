package io.meanfield.zoo;

import io.meanfield.zoo.ParameterLayout.Segment;

/** What the memory of a network means, written out plainly. */
final class Gradients {
  private Gradients() {}

  /** The amounts whose multiples a step subtracts: means, updates of statistics, 0 for frozen. */
  static float[] of(Network network) {
    FlatMemory memory = network.memory();
    float[] gradients = new float[network.numParameters()];
    for (Segment segment : network.layout().segments()) {
      for (int i = segment.offset(); i < segment.end(); i++) {
        float sum = memory.gradients().get(i);
        gradients[i] =
            switch (segment.role()) {
              case WEIGHT, BIAS -> sum / memory.numLosses();
              case STATISTIC -> sum;
              case FROZEN -> 0;
            };
      }
    }
    return gradients;
  }
}
