package io.meanfield.zoo.layer;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Sequences are [batch, channels, time] inside, with the channels of a step together in memory
 * whatever the network's format names first.
 */
final class Sequences {
  private Sequences() {}

  static INDArray channelsFirst(INDArray sequences, RNNFormat format) {
    return format == RNNFormat.NWC ? sequences.permute(0, 2, 1) : sequences;
  }

  static INDArray inFormat(INDArray channelsFirst, RNNFormat format) {
    return format == RNNFormat.NWC ? channelsFirst.permute(0, 2, 1) : channelsFirst;
  }

  /** The same memory as images [batch, channels, 1, time]. */
  static INDArray asImages(INDArray sequences) {
    long time = sequences.size(2);
    return Nd4j.create(
        sequences.data(),
        new long[] {sequences.size(0), sequences.size(1), 1, time},
        new long[] {
          sequences.stride(0), sequences.stride(1), time * sequences.stride(2), sequences.stride(2)
        },
        0);
  }

  /** The same memory as sequences. */
  static INDArray ofImages(INDArray images) {
    return Nd4j.create(
        images.data(),
        new long[] {images.size(0), images.size(1), images.size(3)},
        new long[] {images.stride(0), images.stride(1), images.stride(3)},
        0);
  }

  /** New memory for [batch, channels, time]. */
  static INDArray create(
      LayerWorkspaceMgr workspaces, ArrayType type, INDArray like, long... dims) {
    long[] strides = {dims[1] * dims[2], 1, dims[1]};
    try (MemoryWorkspace scope = workspaces.notifyScopeBorrowed(type)) {
      return Lying.create(like.dataType(), dims, strides);
    }
  }
}
