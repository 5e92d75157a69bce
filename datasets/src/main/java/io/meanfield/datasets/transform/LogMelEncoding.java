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

  String inWords() {
    return "sounds are resampled to %d Hz and cut to %s s: logarithms of the energies of %d mel bands in %d frames"
        .formatted(
            logMel.sampleRate(),
            (double) logMel.numSamples() / logMel.sampleRate(),
            logMel.numBands(),
            logMel.numFrames());
  }

  /**
   * @param spectrogram [frames, bands]
   */
  Explained.Image image(float[] spectrogram) {
    int numFrames = logMel.numFrames();
    int numBands = logMel.numBands();
    float silence = Float.POSITIVE_INFINITY;
    float loudest = Float.NEGATIVE_INFINITY;
    for (float value : spectrogram) {
      silence = Math.min(silence, value);
      loudest = Math.max(loudest, value);
    }
    float range = Math.max(1, loudest - silence);
    byte[] values = new byte[spectrogram.length];
    for (int frame = 0; frame < numFrames; frame++) {
      for (int band = 0; band < numBands; band++) {
        float share = (spectrogram[frame * numBands + band] - silence) / range;
        values[(numBands - 1 - band) * numFrames + frame] = (byte) Math.round(255 * share);
      }
    }
    return new Explained.Image(numBands, numFrames, 1, values);
  }

  @Override
  public LogMelStatistics newStatistics() {
    return new LogMelStatistics(this);
  }
}
