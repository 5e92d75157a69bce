package io.meanfield.benchmarks.torch;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import io.meanfield.benchmarks.model.Sizes;
import java.util.List;

/** ResNet-18 for small images in DJL's blocks. */
final class TorchResNet {
  private TorchResNet() {}

  static Block build() {
    SequentialBlock net = new SequentialBlock();
    net.add(TorchVision.convolution(Sizes.ResNet.STEM, 3, 1))
        .add(BatchNorm.builder().build())
        .add(Activation.reluBlock());
    int channels = Sizes.ResNet.STEM;
    for (int filters : Sizes.ResNet.STAGES) {
      for (int i = 0; i < Sizes.ResNet.BLOCKS_PER_STAGE; i++) {
        int stride = filters != channels ? 2 : 1;
        net.add(residual(filters, stride)).add(Activation.reluBlock());
        channels = filters;
      }
    }
    return net.add(Pool.globalAvgPool2dBlock())
        .add(Blocks.batchFlattenBlock())
        .add(TorchVision.linear(Sizes.CLASSES));
  }

  private static Block residual(int filters, int stride) {
    Block body =
        new SequentialBlock()
            .add(TorchVision.convolution(filters, 3, stride))
            .add(BatchNorm.builder().build())
            .add(Activation.reluBlock())
            .add(TorchVision.convolution(filters, 3, 1))
            .add(BatchNorm.builder().build());
    Block shortcut =
        stride == 1
            ? Blocks.identityBlock()
            : new SequentialBlock()
                .add(TorchVision.convolution(filters, 1, stride))
                .add(BatchNorm.builder().build());
    return new ParallelBlock(TorchResNet::sum, List.of(body, shortcut));
  }

  /** In place, as PyTorch's own ResNet does it. */
  private static NDList sum(List<NDList> branches) {
    return new NDList(branches.get(0).singletonOrThrow().addi(branches.get(1).singletonOrThrow()));
  }
}
