package io.meanfield.datasets.transform;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.transform.audio.LogMel;
import io.meanfield.datasets.transform.audio.Spectrograms;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Log-mel spectrograms as float32, row-major [frames, bands]. */
record LogMelEncoding(LogMel logMel) implements Encoding {

  @Override
  public Features.Spectrogram features() {
    return new Features.Spectrogram(logMel.numFrames(), logMel.numBands());
  }

  @Override
  public byte[] encode(RawFeatures raw) {
    return newEncoder().encode(raw);
  }

  @Override
  public Encoder newEncoder() {
    Spectrograms spectrograms = new Spectrograms(logMel);
    return raw -> {
      RawFeatures.Sound sound = Kinds.sound(raw);
      float[] values = spectrograms.of(sound.samples(), sound.sampleRate());
      ByteBuffer encoded =
          ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      encoded.asFloatBuffer().put(values);
      return encoded.array();
    };
  }

  @Override
  public LogMelStatistics newStatistics() {
    return new LogMelStatistics(this);
  }
}
