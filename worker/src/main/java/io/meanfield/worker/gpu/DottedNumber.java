package io.meanfield.worker.gpu;

import java.util.Arrays;

/**
 * A version or a compute capability, such as 535.104.05 or 8.6; ordered number by number.
 *
 * @param text numbers with dots between them
 */
record DottedNumber(String text) implements Comparable<DottedNumber> {
  DottedNumber {
    if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})*")) {
      throw new IllegalArgumentException("expected numbers with dots between them, found " + text);
    }
  }

  @Override
  public int compareTo(DottedNumber other) {
    return Arrays.compare(numbers(), other.numbers());
  }

  private int[] numbers() {
    return Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }

  @Override
  public String toString() {
    return text;
  }
}
