package io.meanfield.datasets.transform;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures;

/**
 * Images of one size, as unsigned bytes.
 *
 * @param fit how they get it
 */
public record ImageEncoding(int height, int width, int channels, Fit fit) implements Encoding {

  public ImageEncoding {
    new ImageSize(height, width, channels);
  }

  static ImageEncoding exactly(ImageSize size) {
    return new ImageEncoding(size.height(), size.width(), size.channels(), Fit.EXACT);
  }

  @Override
  public Features.Image features() {
    return new Features.Image(height, width, channels);
  }

  @Override
  public byte[] encode(RawFeatures raw) {
    return fitted(raw).clone();
  }

  @Override
  public Encoder newEncoder() {
    return this::fitted;
  }

  private byte[] fitted(RawFeatures raw) {
    RawFeatures.Pixels pixels = Kinds.image(raw);
    ImageSize.of(pixels);
    return fit.apply(pixels, size()).values();
  }

  @Override
  public Statistics newStatistics() {
    return new ImageStatistics(this);
  }

  String inWords() {
    return "images %s pixels high and %s wide, %s".formatted(height, width, fit.inWords());
  }

  ImageSize size() {
    return new ImageSize(height, width, channels);
  }
}
