package io.meanfield.benchmarks.sync;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The first images of a part of MNIST: in its own format for Meanfield, and for other systems as
 * rows of 32-bit floats, a label and then the pixels, scaled as Meanfield scales them.
 */
final class DigitsSubset {
  private static final int SIDE = 28;
  private static final int PIXELS = SIDE * SIDE;
  private static final int IMAGES_HEADER = 16;
  private static final int LABELS_HEADER = 8;
  private static final double MEAN = 33.32; // of MNIST's training pixels
  private static final double DEVIATION = 78.57;

  private final byte[] pixels;
  private final byte[] labels;

  private DigitsSubset(byte[] pixels, byte[] labels) {
    this.pixels = pixels;
    this.labels = labels;
  }

  /**
   * @param part train or t10k
   */
  static DigitsSubset read(Path mnist, String part, int numImages) {
    return new DigitsSubset(
        values(mnist.resolve(part + "-images-idx3-ubyte"), IMAGES_HEADER, numImages * PIXELS),
        values(mnist.resolve(part + "-labels-idx1-ubyte"), LABELS_HEADER, numImages));
  }

  void writeIdx(Path images, Path ofLabels) {
    Samples.idx(images, pixels, labels.length, SIDE, SIDE);
    Samples.idx(ofLabels, labels, labels.length);
  }

  void writeFloats(Path file) {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (int image = 0; image < labels.length; image++) {
        out.writeFloat(labels[image]);
        for (int pixel = image * PIXELS; pixel < (image + 1) * PIXELS; pixel++) {
          out.writeFloat((float) ((Byte.toUnsignedInt(pixels[pixel]) - MEAN) / DEVIATION));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] values(Path file, int from, int length) {
    try {
      return Arrays.copyOfRange(Files.readAllBytes(file), from, from + length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
