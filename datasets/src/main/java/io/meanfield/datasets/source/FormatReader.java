package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.io.IOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** Reads images of one format with one reader, made anew after each failure. Of one thread. */
final class FormatReader {
  private final ImageFormat format;
  private ImageReader reader; // null until needed

  FormatReader(ImageFormat format) {
    this.format = format;
  }

  Pixels read(CheckedImage image) throws BadRecordException {
    if (reader == null) {
      reader = ImageReaders.newReader(format);
    }
    try {
      reader.setInput(new MemoryImageStream(image.bytes()), true, true);
      Pixels pixels = readInput(image);
      reader.reset();
      return Orientation.upright(pixels, image.orientation());
    } catch (BadRecordException e) {
      discardReader();
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      discardReader();
      BadRecordException bad =
          new BadRecordException(
              "expected a whole %s image of %d x %d pixels, found a damaged one: %s"
                  .formatted(
                      format,
                      image.extent().width(),
                      image.extent().height(),
                      Excerpt.of(reason(e))));
      bad.initCause(e);
      throw bad;
    }
  }

  private Pixels readInput(CheckedImage image) throws IOException, BadRecordException {
    Damage damage =
        format == ImageFormat.GIF ? Damage.listenToRows(reader) : Damage.listenTo(reader);
    requireExtent(image.extent(), reader.getWidth(0), reader.getHeight(0));
    Pixels pixels = pixels(image);
    requireExtent(image.extent(), pixels.width(), pixels.height());
    if (damage.warning().isPresent()) {
      throw new BadRecordException(
          "expected a whole %s image, found a damaged one: %s"
              .formatted(format, damage.warning().get()));
    }
    if (format == ImageFormat.GIF && damage.numRows() < pixels.height()) {
      throw new BadRecordException(
          "expected a %s image of %d rows, found data of %d"
              .formatted(format, pixels.height(), damage.numRows()));
    }
    return pixels;
  }

  private Pixels pixels(CheckedImage image) throws IOException {
    return switch (image.samples()) {
      case COLORS -> PixelValues.of(reader.read(0));
      case RGB -> {
        ImageReadParam param = reader.getDefaultReadParam();
        param.setDestination(PixelValues.newRgb(image.extent()));
        yield PixelValues.of(reader.read(0, param));
      }
      case CMYK, YCCK -> Inks.toRgb(reader.readRaster(0, null), image.samples());
    };
  }

  private void requireExtent(CheckedImage.Extent extent, int width, int height)
      throws BadRecordException {
    if (extent.width() != width || extent.height() != height) {
      throw new BadRecordException(
          "expected a %s image of %d x %d pixels, found %d x %d"
              .formatted(format, extent.width(), extent.height(), width, height));
    }
  }

  private static String reason(Throwable e) {
    return e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
  }

  private void discardReader() {
    ImageReader broken = reader;
    reader = null;
    broken.dispose();
  }
}
