package io.meanfield.datasets.transform;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Log-mel spectrograms scaled by their band.
 *
 * @param scales [bands]
 */
record LogMelScaling(LogMelEncoding encoding, List<Scale> scales) implements Transform {

  LogMelScaling {
    scales = Scale.require(encoding.logMel().numBands(), scales);
  }

  @Override
  public void decode(ByteBuffer encoded, FloatBuffer features, FloatBuffer mask) {
    newDecoder().decode(encoded, features, mask);
  }

  /** As an image: time goes to the right, low bands are at the bottom, the loudest is white. */
  @Override
  public Explained.Image explain(ByteBuffer encoded) {
    FloatBuffer values = encoded.slice().order(encoded.order()).asFloatBuffer();
    float[] spectrogram = new float[values.remaining()]; // [frames, bands]
    values.get(spectrogram);
    return encoding.image(spectrogram);
  }

  @Override
  public List<String> inWords() {
    return List.of(
        encoding.inWords(), "the values of each band are scaled to mean 0 and deviation 1");
  }

  @Override
  public Decoder newDecoder() {
    return new SpectrogramDecoder(encoding.features(), scales);
  }
}
