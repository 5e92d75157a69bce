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

  @Override
  public Decoder newDecoder() {
    return new SpectrogramDecoder(encoding.features(), scales);
  }
}
