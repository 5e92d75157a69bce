package io.meanfield.datasets.source;

import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadUpdateListener;
import javax.imageio.event.IIOReadWarningListener;

/**
 * Hears what a reader only warns of: data that are missing or wrong, for which it makes up pixels.
 * Used by one thread.
 */
final class Damage implements IIOReadWarningListener, IIOReadUpdateListener {
  private static final Pattern SERIOUS =
      Pattern.compile(
          "Corrupt JPEG data: (?!\\d+ extraneous bytes).*|Premature end.*|Truncated File.*"
              + "|Inconsistent progression.*|Out-of-sequence code.*");

  private String warning; // null if all is well
  private int numRows;

  static Damage listenTo(ImageReader reader) {
    Damage damage = new Damage();
    reader.addIIOReadWarningListener(damage);
    return damage;
  }

  /** Counts rows too, of a reader that tells of each and says nothing if some are missing. */
  static Damage listenToRows(ImageReader reader) {
    Damage damage = listenTo(reader);
    reader.addIIOReadUpdateListener(damage);
    return damage;
  }

  Optional<String> warning() {
    return Optional.ofNullable(warning);
  }

  int numRows() {
    return numRows;
  }

  @Override
  public void warningOccurred(ImageReader source, String message) {
    if (warning == null && SERIOUS.matcher(message).matches()) {
      warning = message;
    }
  }

  @Override
  public void imageUpdate(
      ImageReader source,
      BufferedImage image,
      int minX,
      int minY,
      int width,
      int height,
      int periodX,
      int periodY,
      int[] bands) {
    numRows += height;
  }

  @Override
  public void passStarted(
      ImageReader source,
      BufferedImage image,
      int pass,
      int minPass,
      int maxPass,
      int minX,
      int minY,
      int periodX,
      int periodY,
      int[] bands) {}

  @Override
  public void passComplete(ImageReader source, BufferedImage image) {}

  @Override
  public void thumbnailPassStarted(
      ImageReader source,
      BufferedImage image,
      int pass,
      int minPass,
      int maxPass,
      int minX,
      int minY,
      int periodX,
      int periodY,
      int[] bands) {}

  @Override
  public void thumbnailUpdate(
      ImageReader source,
      BufferedImage image,
      int minX,
      int minY,
      int width,
      int height,
      int periodX,
      int periodY,
      int[] bands) {}

  @Override
  public void thumbnailPassComplete(ImageReader source, BufferedImage image) {}
}
