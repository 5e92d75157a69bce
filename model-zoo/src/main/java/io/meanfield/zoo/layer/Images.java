package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Layout;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images are [batch, channels, height, width] inside, with their channels together in memory
 * whatever the network's format names first. Changing the names costs nothing.
 */
final class Images {
  private Images() {}

  static INDArray channelsFirst(INDArray image, CNN2DFormat format) {
    return format == CNN2DFormat.NHWC ? image.permute(0, 3, 1, 2) : image;
  }

  static INDArray inFormat(INDArray channelsFirst, CNN2DFormat format) {
    return format == CNN2DFormat.NHWC ? channelsFirst.permute(0, 2, 3, 1) : channelsFirst;
  }

  /** New memory for an image [batch, channels, height, width]. */
  static INDArray create(
      LayerWorkspaceMgr workspaces, ArrayType type, INDArray like, long... dims) {
    try (MemoryWorkspace scope = workspaces.notifyScopeBorrowed(type)) {
      return Lying.create(like.dataType(), dims, Layout.channelsLastStrides(dims));
    }
  }
}
