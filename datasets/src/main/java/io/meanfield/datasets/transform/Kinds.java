package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.Cell;
import io.meanfield.datasets.source.RawFeatures;
import java.util.ArrayList;
import java.util.List;

/** Sees to it that raw features are of the kind a transform is made for. */
final class Kinds {
  private Kinds() {}

  static RawFeatures.Pixels image(RawFeatures raw) {
    if (raw instanceof RawFeatures.Pixels pixels) {
      return pixels;
    }
    throw mismatch("image", raw);
  }

  static RawFeatures.Sound sound(RawFeatures raw) {
    if (raw instanceof RawFeatures.Sound sound) {
      return sound;
    }
    throw mismatch("sound", raw);
  }

  static RawFeatures.Text text(RawFeatures raw) {
    if (raw instanceof RawFeatures.Text text) {
      return text;
    }
    throw mismatch("text", raw);
  }

  static RawFeatures.TextPair textPair(RawFeatures raw) {
    if (raw instanceof RawFeatures.TextPair pair) {
      return pair;
    }
    throw mismatch("text-pair", raw);
  }

  /** Also the row of a table that has numbers only. */
  static RawFeatures.Numbers numbers(RawFeatures raw) {
    if (raw instanceof RawFeatures.Numbers numbers) {
      return numbers;
    }
    if (raw instanceof RawFeatures.Cells cells) {
      return numbers(cells);
    }
    throw mismatch("numbers", raw);
  }

  /** Also numbers, as a row of which none is missing. */
  static RawFeatures.Cells cells(RawFeatures raw) {
    if (raw instanceof RawFeatures.Cells cells) {
      return cells;
    }
    if (raw instanceof RawFeatures.Numbers numbers) {
      List<Cell> cells = new ArrayList<>(numbers.values().length);
      for (float value : numbers.values()) {
        cells.add(new Cell.Number(value));
      }
      return new RawFeatures.Cells(cells);
    }
    throw mismatch("table", raw);
  }

  private static RawFeatures.Numbers numbers(RawFeatures.Cells cells) {
    float[] values = new float[cells.values().size()];
    for (int column = 0; column < values.length; column++) {
      Cell cell = cells.values().get(column);
      if (cell.kind() != Cell.Kind.NUMBER) {
        throw mismatch("numbers", cells);
      }
      if (!(cell instanceof Cell.Number number)) {
        throw new IllegalArgumentException(
            "expected finite numbers, found a missing value in column %d: the transform of kind table takes it"
                .formatted(column));
      }
      values[column] = number.value();
    }
    return new RawFeatures.Numbers(values);
  }

  private static IllegalArgumentException mismatch(String expected, RawFeatures raw) {
    return new IllegalArgumentException(
        "expected features of kind %s, found %s: set the kind of the transform to what the source gives"
            .formatted(expected, nameOf(raw)));
  }

  private static String nameOf(RawFeatures raw) {
    if (raw instanceof RawFeatures.Pixels) {
      return "image";
    }
    if (raw instanceof RawFeatures.Sound) {
      return "sound";
    }
    if (raw instanceof RawFeatures.Text) {
      return "text";
    }
    if (raw instanceof RawFeatures.TextPair) {
      return "text-pair";
    }
    return raw instanceof RawFeatures.Numbers ? "numbers" : "table";
  }
}
