package io.meanfield.datasets.transform;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.audio.LogMel;
import java.util.List;
import java.util.Optional;

/**
 * Sound as log-mel spectrograms of one size, scaled to mean 0 and standard deviation 1 in each
 * band.
 *
 * @param sampleRate samples a second, to which sound of other rates is resampled
 * @param seconds length of the clips: the middle of a longer sound, silence around a shorter one
 * @param windowMs milliseconds of a frame
 * @param hopMs milliseconds from one frame to the next
 * @param mels bands from 0 to half the sample rate
 */
public record LogMelConfig(
    int sampleRate,
    double seconds,
    @JsonProperty(defaultValue = "25") double windowMs,
    @JsonProperty(defaultValue = "10") double hopMs,
    @JsonProperty(defaultValue = "40") int mels)
    implements TransformConfig {
  private static final int MIN_SAMPLE_RATE = 1000;
  private static final int MAX_SAMPLE_RATE = 192_000;
  private static final double MILLIS = 1000;

  public LogMelConfig {
    if (sampleRate < MIN_SAMPLE_RATE || sampleRate > MAX_SAMPLE_RATE) {
      throw new IllegalArgumentException(
          "expected a sample-rate from %d to %d, found %d"
              .formatted(MIN_SAMPLE_RATE, MAX_SAMPLE_RATE, sampleRate));
    }
    if (!(seconds > 0 && windowMs > 0 && hopMs > 0)) {
      throw new IllegalArgumentException(
          "expected seconds, window-ms and hop-ms above 0, found %s, %s and %s"
              .formatted(seconds, windowMs, hopMs));
    }
    logMel(sampleRate, seconds, windowMs, hopMs, mels);
  }

  @Override
  public Optional<Encoding> encoding(List<String> columns, Storage storage) {
    return Optional.of(encoding());
  }

  /** Of what {@link #encoding} gives nothing is left to be learned. */
  @Override
  public Fitting newFitting(List<String> columns) {
    return new KnownEncoding(encoding());
  }

  private LogMelEncoding encoding() {
    return new LogMelEncoding(logMel(sampleRate, seconds, windowMs, hopMs, mels));
  }

  private static LogMel logMel(
      int sampleRate, double seconds, double windowMs, double hopMs, int mels) {
    return new LogMel(
        sampleRate,
        samples(seconds, sampleRate),
        samples(windowMs / MILLIS, sampleRate),
        samples(hopMs / MILLIS, sampleRate),
        mels);
  }

  /** The largest number if there are more. */
  private static int samples(double seconds, int sampleRate) {
    return (int) Math.min(Integer.MAX_VALUE, Math.round(seconds * sampleRate));
  }
}
