package io.meanfield.benchmarks.sync;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Writes random data to train on where only time counts. */
public final class Samples {
  private static final int CLASSES = 10;
  private static final long SEED = 1;

  private Samples() {}

  /** A table of eight numbers and one of two labels. */
  static Path numbers(Path file, int numRows) {
    SplittableRandom random = new SplittableRandom(SEED);
    StringBuilder table = new StringBuilder("a,b,c,d,e,f,g,h,label\n");
    for (int i = 0; i < numRows; i++) {
      for (int column = 0; column < 8; column++) {
        table.append("%.3f,".formatted(random.nextDouble()));
      }
      table.append(i % 2 == 0 ? "even\n" : "odd\n");
    }
    return write(file, table);
  }

  /** A table of texts of words, each of which occurs somewhere if there are enough texts. */
  static Path texts(Path file, int numTexts, int wordsOfText, int numWords) {
    SplittableRandom random = new SplittableRandom(SEED);
    StringBuilder table = new StringBuilder("text,label\n");
    for (int i = 0; i < numTexts; i++) {
      for (int j = 0; j < wordsOfText; j++) {
        int inOrder = i * wordsOfText + j;
        table.append('w').append(inOrder < numWords ? inOrder : random.nextInt(numWords));
        table.append(' ');
      }
      table.append(i % 2 == 0 ? ",even\n" : ",odd\n");
    }
    return write(file, table);
  }

  /** Square grey images and their labels, in the format of MNIST. */
  public static void images(Path images, Path labels, int numImages, int side) {
    SplittableRandom random = new SplittableRandom(SEED);
    byte[] pixels = new byte[numImages * side * side];
    random.nextBytes(pixels);
    byte[] classes = new byte[numImages];
    for (int i = 0; i < numImages; i++) {
      classes[i] = (byte) (i % CLASSES);
    }
    idx(images, pixels, numImages, side, side);
    idx(labels, classes, numImages);
  }

  /** A file of unsigned bytes in the format of MNIST. */
  static void idx(Path file, byte[] values, int... extents) {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(0x800 + extents.length); // unsigned bytes
      for (int extent : extents) {
        out.writeInt(extent);
      }
      out.write(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, CharSequence text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
