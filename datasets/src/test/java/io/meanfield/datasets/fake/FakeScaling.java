package io.meanfield.datasets.fake;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.Encoding;
import io.meanfield.datasets.transform.Explained;
import io.meanfield.datasets.transform.Fitting;
import io.meanfield.datasets.transform.Statistics;
import io.meanfield.datasets.transform.Transform;
import io.meanfield.datasets.transform.TransformConfig;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Divides the pixels of images of one row by the largest one seen.
 *
 * @param width of the images, or 0 if it has to be learned
 */
public record FakeScaling(int width) implements TransformConfig {

  @Override
  public Optional<Encoding> encoding(List<String> columns, Storage storage) {
    return width == 0 ? Optional.empty() : Optional.of(new Bytes(width));
  }

  @Override
  public Fitting newFitting(List<String> columns) {
    return new WidthFitting();
  }

  public static final class WidthFitting implements Fitting {
    private static final long serialVersionUID = 1;
    private int width;

    @Override
    public void add(RawFeatures raw) {
      requireWidth(((RawFeatures.Pixels) raw).values().length);
    }

    @Override
    public void merge(Fitting other) {
      WidthFitting later = (WidthFitting) other;
      if (later.width != 0) {
        requireWidth(later.width);
      }
    }

    @Override
    public Encoding finish() {
      if (width == 0) {
        throw new DataException("expected images, found none");
      }
      return new Bytes(width);
    }

    private void requireWidth(int found) {
      if (width != 0 && width != found) {
        throw new IllegalArgumentException("expected %d pixels, found %d".formatted(width, found));
      }
      width = found;
    }
  }

  public record Bytes(int width) implements Encoding {

    @Override
    public Features features() {
      return new Features.Image(1, width, 1);
    }

    @Override
    public byte[] encode(RawFeatures raw) {
      byte[] pixels = ((RawFeatures.Pixels) raw).values();
      if (pixels.length != width) {
        throw new IllegalArgumentException(
            "expected %d pixels, found %d".formatted(width, pixels.length));
      }
      return pixels;
    }

    @Override
    public Statistics newStatistics() {
      return new Max(width);
    }
  }

  public static final class Max implements Statistics {
    private static final long serialVersionUID = 1;
    private final int width;
    private int max;

    Max(int width) {
      this.width = width;
    }

    @Override
    public void add(byte[] encoded) {
      for (byte pixel : encoded) {
        max = Math.max(max, pixel & 0xff);
      }
    }

    @Override
    public void merge(Statistics later) {
      max = Math.max(max, ((Max) later).max);
    }

    @Override
    public Transform finish() {
      return new Scaled(width, max);
    }
  }

  public record Scaled(int width, int max) implements Transform {

    @Override
    public Encoding encoding() {
      return new Bytes(width);
    }

    @Override
    public void decode(ByteBuffer encoded, FloatBuffer features, FloatBuffer mask) {
      while (encoded.hasRemaining()) {
        features.put((encoded.get() & 0xff) / (float) max);
      }
    }

    @Override
    public Explained explain(ByteBuffer encoded) {
      byte[] values = new byte[encoded.remaining()];
      encoded.duplicate().get(values);
      return new Explained.Image(1, width, 1, values);
    }

    @Override
    public List<String> inWords() {
      return List.of("pixels are divided by " + max);
    }
  }
}
