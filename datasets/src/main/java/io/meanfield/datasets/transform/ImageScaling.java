package io.meanfield.datasets.transform;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Images whose values from 0 to 255 are scaled by their channel.
 *
 * @param scales [channels]
 */
public record ImageScaling(ImageEncoding encoding, List<Scale> scales) implements Transform {

  public ImageScaling {
    scales = Scale.require(encoding.channels(), scales);
  }

  @Override
  public void decode(ByteBuffer encoded, FloatBuffer features, FloatBuffer mask) {
    int source = encoded.position();
    int target = features.position();
    int channels = encoding.channels();
    int numValues = encoding.size().numValues();
    for (int channel = 0; channel < channels; channel++) {
      Scale scale = scales.get(channel);
      for (int i = channel; i < numValues; i += channels) {
        int value = Byte.toUnsignedInt(encoded.get(source + i));
        features.put(target + i, scale.apply(value));
      }
    }
    features.position(target + numValues);
  }
}
