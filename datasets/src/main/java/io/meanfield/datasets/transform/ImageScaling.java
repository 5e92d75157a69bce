package io.meanfield.datasets.transform;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Images scaled to (v - mean) / standardDeviation of their channel, v from 0 to 255.
 *
 * @param mean [channels]
 * @param standardDeviation [channels], 1 for a channel that is constant
 */
public record ImageScaling(
    int height, int width, int channels, List<Double> mean, List<Double> standardDeviation)
    implements Transform {

  public ImageScaling {
    mean = List.copyOf(mean);
    standardDeviation = List.copyOf(standardDeviation);
    Scales.require(new ImageSize(height, width, channels).channels(), mean, standardDeviation);
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
      double center = mean.get(channel);
      double scale = standardDeviation.get(channel);
      for (int i = channel; i < numValues; i += channels) {
        int value = Byte.toUnsignedInt(encoded.get(source + i));
        features.put(target + i, (float) ((value - center) / scale));
      }
    }
    features.position(target + numValues);
  }
}
