package io.meanfield.benchmarks.torch;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import io.meanfield.benchmarks.model.Sizes;

/** The dense and convolutional architectures in DJL's blocks. */
final class TorchVision {
  private static final Shape TWO = new Shape(2, 2);

  private TorchVision() {}

  static Block mlp() {
    SequentialBlock net = new SequentialBlock();
    for (int width : Sizes.Mlp.HIDDEN) {
      net.add(linear(width)).add(Activation.reluBlock());
    }
    return net.add(linear(Sizes.CLASSES));
  }

  static Block leNet() {
    SequentialBlock net = new SequentialBlock();
    for (int filters : Sizes.LeNet.FILTERS) {
      net.add(
              Conv2d.builder()
                  .setKernelShape(new Shape(Sizes.LeNet.KERNEL, Sizes.LeNet.KERNEL))
                  .setFilters(filters)
                  .build())
          .add(Activation.reluBlock())
          .add(Pool.maxPool2dBlock(TWO, TWO));
    }
    return net.add(Blocks.batchFlattenBlock())
        .add(linear(Sizes.LeNet.DENSE))
        .add(Activation.reluBlock())
        .add(linear(Sizes.CLASSES));
  }

  static Block vgg() {
    SequentialBlock net = new SequentialBlock();
    for (int filters : Sizes.Vgg.PAIRS) {
      for (int i = 0; i < 2; i++) {
        net.add(convolution(filters, 3, 1))
            .add(BatchNorm.builder().build())
            .add(Activation.reluBlock());
      }
      net.add(Pool.maxPool2dBlock(TWO, TWO));
    }
    return net.add(Blocks.batchFlattenBlock()).add(linear(Sizes.CLASSES));
  }

  /** Padded to keep the sides of stride 1, without bias: batch normalization follows. */
  static Block convolution(int filters, int kernel, int stride) {
    return Conv2d.builder()
        .setKernelShape(new Shape(kernel, kernel))
        .setFilters(filters)
        .optPadding(new Shape(kernel / 2, kernel / 2))
        .optStride(new Shape(stride, stride))
        .optBias(false)
        .build();
  }

  static Block linear(int units) {
    return Linear.builder().setUnits(units).build();
  }
}
