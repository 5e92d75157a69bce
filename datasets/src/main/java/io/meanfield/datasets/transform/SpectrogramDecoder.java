package io.meanfield.datasets.transform;

import io.meanfield.datasets.Features;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/** Scales spectrograms, a frame at a time. */
final class SpectrogramDecoder implements Decoder {
  private final int numFrames;
  private final float[] factors; // [bands]
  private final float[] offsets; // [bands]
  private final float[] frame; // [bands]

  SpectrogramDecoder(Features.Spectrogram size, List<Scale> scales) {
    numFrames = size.numFrames();
    factors = new float[scales.size()];
    offsets = new float[scales.size()];
    frame = new float[scales.size()];
    for (int band = 0; band < frame.length; band++) {
      factors[band] = scales.get(band).factor();
      offsets[band] = scales.get(band).offset();
    }
  }

  @Override
  public void decode(ByteBuffer encoded, FloatBuffer features, FloatBuffer mask) {
    FloatBuffer values = encoded.slice().order(encoded.order()).asFloatBuffer();
    for (int i = 0; i < numFrames; i++) {
      values.get(frame);
      for (int band = 0; band < frame.length; band++) {
        frame[band] = frame[band] * factors[band] + offsets[band];
      }
      features.put(frame);
    }
  }
}
