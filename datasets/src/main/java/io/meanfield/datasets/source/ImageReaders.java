package io.meanfield.datasets.source;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;

/**
 * Makes the readers of the JDK and of TwelveMonkeys by name. ImageIO would search for them, and on
 * an executor it would not see those of our jars, or see others.
 */
final class ImageReaders {
  private ImageReaders() {}

  static ImageReader newReader(ImageFormat format) {
    ImageReaderSpi provider =
        switch (format) {
          case PNG -> ofJdk("png.PNGImageReaderSpi");
          case GIF -> ofJdk("gif.GIFImageReaderSpi");
          case BMP -> ofJdk("bmp.BMPImageReaderSpi");
          case JPEG -> jpeg();
          case WEBP -> new WebPImageReaderSpi();
        };
    try {
      return provider.createReaderInstance();
    } catch (IOException e) {
      throw new UncheckedIOException("could not make a reader of " + format, e);
    }
  }

  /** It reads through the JDK's, which it looks for in the registry it is told of. */
  private static ImageReaderSpi jpeg() {
    ServiceRegistry registry =
        new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
    registry.registerServiceProvider(ofJdk("jpeg.JPEGImageReaderSpi"), ImageReaderSpi.class);
    JPEGImageReaderSpi provider = new JPEGImageReaderSpi();
    provider.onRegistration(registry, ImageReaderSpi.class);
    return provider;
  }

  private static ImageReaderSpi ofJdk(String name) {
    Iterator<ImageReaderSpi> providers =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
    while (providers.hasNext()) {
      ImageReaderSpi provider = providers.next();
      if (provider.getClass().getName().equals("com.sun.imageio.plugins." + name)) {
        return provider;
      }
    }
    throw new IllegalStateException(
        "expected the image reader %s in this JDK, found none: use a JDK with java.desktop"
            .formatted(name));
  }
}
