package io.meanfield.datasets.transform;

import java.io.Serializable;
import java.util.List;

/** One encoded example as a person can read it. */
public sealed interface Explained extends Serializable {

  /** Row-major [height, width, channels], each number unsigned. */
  record Image(int height, int width, int channels, byte[] values) implements Explained {}

  /** As far as the tokens tell it. */
  record Text(String text) implements Explained {}

  /** Both as far as the tokens tell it. */
  record TextPair(String source, String target) implements Explained {}

  /**
   * The columns of a row.
   *
   * @param names [columns]
   * @param values [columns]
   */
  record Row(List<String> names, List<String> values) implements Explained {
    public Row {
      names = List.copyOf(names);
      values = List.copyOf(values);
      if (names.size() != values.size()) {
        throw new IllegalArgumentException(
            "expected as many values as names, %d, found %d"
                .formatted(names.size(), values.size()));
      }
    }
  }
}
