package io.meanfield.datasets.transform;

import io.meanfield.datasets.Features;
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
  public Features.Image features() {
    return encoding.features();
  }

  @Override
  public void decode(ByteBuffer encoded, FloatBuffer features, FloatBuffer mask) {
    newDecoder().decode(encoded, features, mask);
  }

  @Override
  public Explained.Image explain(ByteBuffer encoded) {
    byte[] values = new byte[encoded.remaining()];
    encoded.duplicate().get(values);
    return new Explained.Image(encoding.height(), encoding.width(), encoding.channels(), values);
  }

  @Override
  public List<String> inWords() {
    return List.of(
        encoding.inWords(),
        "the values of each channel, from 0 to 255, are scaled to mean 0 and deviation 1");
  }

  @Override
  public Decoder newDecoder() {
    return new PixelDecoder(encoding.size(), scales);
  }
}
