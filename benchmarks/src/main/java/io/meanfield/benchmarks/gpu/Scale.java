package io.meanfield.benchmarks.gpu;

import io.meanfield.benchmarks.model.ComputeModel;
import java.util.List;

/** How much is computed. */
enum Scale {
  /** What gives a GPU something to do. */
  FULL,
  /** What one core can do in seconds. */
  SMALL;

  static final List<ComputeModel> MODELS =
      List.of(ComputeModel.LENET, ComputeModel.RESNET18, ComputeModel.GPT);

  <T> T choose(T full, T small) {
    return this == FULL ? full : small;
  }

  int batchSize(ComputeModel model) {
    return switch (model) {
      case LENET -> choose(1024, 64);
      case RESNET18 -> choose(256, 8);
      case GPT -> choose(32, 2);
      default -> throw new IllegalArgumentException("expected one of MODELS, found " + model);
    };
  }
}
