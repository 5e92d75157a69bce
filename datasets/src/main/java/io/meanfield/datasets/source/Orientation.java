package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawFeatures.Pixels;

/** Turns and mirrors pixels as the orientation of Exif says. */
final class Orientation {
  private Orientation() {}

  /**
   * @param orientation 1 to 8
   */
  static Pixels upright(Pixels stored, int orientation) {
    int h = stored.height();
    int w = stored.width();
    return switch (orientation) {
      case 1 -> stored;
      case 2 -> walk(stored, new Walk(h, w, w - 1, w, -1));
      case 3 -> walk(stored, new Walk(h, w, h * w - 1, -w, -1));
      case 4 -> walk(stored, new Walk(h, w, (h - 1) * w, -w, 1));
      case 5 -> walk(stored, new Walk(w, h, 0, 1, w));
      case 6 -> walk(stored, new Walk(w, h, (h - 1) * w, 1, -w));
      case 7 -> walk(stored, new Walk(w, h, h * w - 1, -1, -w));
      case 8 -> walk(stored, new Walk(w, h, w - 1, -1, w));
      default ->
          throw new IllegalArgumentException(
              "expected an orientation from 1 to 8, found " + orientation);
    };
  }

  private static Pixels walk(Pixels stored, Walk walk) {
    int channels = stored.channels();
    byte[] from = stored.values();
    byte[] to = new byte[from.length]; // [height, width, channels]
    int next = 0;
    for (int y = 0; y < walk.height; y++) {
      int at = (walk.first + y * walk.stepDown) * channels;
      for (int x = 0; x < walk.width; x++) {
        for (int c = 0; c < channels; c++) {
          to[next++] = from[at + c];
        }
        at += walk.stepRight * channels;
      }
    }
    return new Pixels(walk.height, walk.width, channels, to);
  }

  /** Where the stored pixels lie that make the rows of the result, counted in pixels. */
  private record Walk(int height, int width, int first, int stepDown, int stepRight) {}
}
