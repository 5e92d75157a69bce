package io.meanfield.benchmarks.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Files of images of two classes, with soft shapes and some noise as photographs have. */
record ImageFiles(Path folder, String format, int side, int numImages) {

  List<Path> write() throws IOException {
    List<Path> files = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (String label : List.of("even", "odd")) {
      Files.createDirectories(folder.resolve(label));
    }
    for (int i = 0; i < numImages; i++) {
      Path file = folder.resolve(i % 2 == 0 ? "even" : "odd").resolve("%05d".formatted(i));
      ImageIO.write(image(random), format, file.toFile());
      files.add(file);
    }
    return files;
  }

  private BufferedImage image(SplittableRandom random) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    double[] waves = random.doubles(9, 0.01, 0.1).toArray();
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
          double wave =
              Math.sin(waves[3 * c] * x + waves[3 * c + 1] * y) * Math.cos(waves[3 * c + 2] * x);
          int value = (int) (128 + 100 * wave + 16 * random.nextDouble());
          rgb = rgb << 8 | value;
        }
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }

  /** Reads every file with the reader that Meanfield uses, and does nothing with it. */
  static void decode(List<Path> files, String format) throws IOException {
    ImageReader reader = reader(format);
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)), true, true);
      reader.read(0);
    }
    reader.dispose();
  }

  private static ImageReader reader(String format) {
    String provider = format.equals("jpeg") ? "com.twelvemonkeys." : "com.sun.";
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith(provider)) {
        return reader;
      }
    }
    throw new IllegalStateException("expected a reader of %s in %s".formatted(format, provider));
  }
}
