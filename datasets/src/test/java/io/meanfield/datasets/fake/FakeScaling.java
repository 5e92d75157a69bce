package io.meanfield.datasets.fake;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.transform.Fitting;
import io.meanfield.datasets.transform.Transform;
import io.meanfield.datasets.transform.TransformConfig;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/** Divides the pixels of images of one row by the largest one seen. */
public record FakeScaling() implements TransformConfig {

  @Override
  public Fitting newFitting(List<String> columns) {
    return new MaxFitting();
  }

  public static final class MaxFitting implements Fitting {
    private static final long serialVersionUID = 1;
    private int width;
    private int max;

    @Override
    public void add(RawFeatures raw) {
      byte[] pixels = ((RawFeatures.Pixels) raw).values();
      requireWidth(pixels.length);
      for (byte pixel : pixels) {
        max = Math.max(max, pixel & 0xff);
      }
    }

    @Override
    public void merge(Fitting other) {
      MaxFitting later = (MaxFitting) other;
      if (later.width != 0) {
        requireWidth(later.width);
        max = Math.max(max, later.max);
      }
    }

    @Override
    public Transform finish() {
      if (width == 0) {
        throw new DataException("expected images, found none");
      }
      return new Scaled(width, max);
    }

    private void requireWidth(int found) {
      if (width != 0 && width != found) {
        throw new IllegalArgumentException("expected %d pixels, found %d".formatted(width, found));
      }
      width = found;
    }
  }

  public record Scaled(int width, int max) implements Transform {

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
    public void decode(ByteBuffer encoded, FloatBuffer features, FloatBuffer mask) {
      while (encoded.hasRemaining()) {
        features.put((encoded.get() & 0xff) / (float) max);
      }
    }
  }
}
