package io.meanfield.driver.report;

import io.meanfield.datasets.transform.Explained.Image;
import java.util.ArrayList;
import java.util.List;

/** Images as characters, two a pixel, from dark to bright; of larger ones only some pixels. */
final class ImageSketch {
  private static final int MAX_SIDE = 32;
  private static final String RAMP = " .:-=+*#%@";

  private ImageSketch() {}

  static List<String> lines(Image image) {
    int step = (Math.max(image.height(), image.width()) + MAX_SIDE - 1) / MAX_SIDE;
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < image.height(); row += step) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < image.width(); column += step) {
        int level = brightness(image, row * image.width() + column) * RAMP.length() / 256;
        line.append(RAMP.charAt(level)).append(RAMP.charAt(level));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** The mean of its channels. */
  private static int brightness(Image image, int pixel) {
    int sum = 0;
    for (int channel = 0; channel < image.channels(); channel++) {
      sum += Byte.toUnsignedInt(image.values()[pixel * image.channels() + channel]);
    }
    return sum / image.channels();
  }
}
