package io.meanfield.datasets.transform;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Images whose values from 0 to 255 are scaled by their channel.
 *
 * @param scales [channels]
 */
public record ImageScaling(int height, int width, int channels, List<Scale> scales)
    implements Transform {

  public ImageScaling {
    scales = Scale.require(new ImageSize(height, width, channels).channels(), scales);
  }

  @Override
  public Features.Image features() {
    return new Features.Image(height, width, channels);
  }

  @Override
  public byte[] encode(RawFeatures raw) {
    RawFeatures.Pixels pixels = Kinds.image(raw);
    new ImageSize(height, width, channels).require(ImageSize.of(pixels));
    return pixels.values().clone();
  }

  @Override
  public void decode(ByteBuffer encoded, FloatBuffer features, FloatBuffer mask) {
    int source = encoded.position();
    int target = features.position();
    int numValues = height * width * channels;
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
