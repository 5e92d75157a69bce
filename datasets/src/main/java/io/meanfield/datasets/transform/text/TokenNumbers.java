package io.meanfield.datasets.transform.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The numbers of one text's tokens, as far as there is room for them. Used by one thread. */
public final class TokenNumbers {
  public static final int PADDING = 0;
  public static final int UNKNOWN = 1;

  /** The number of the first token that is known. */
  public static final int FIRST = 2;

  private final int max;
  private int[] numbers;
  private int size;

  /**
   * @param max what is left of a longer text
   */
  public TokenNumbers(int max) {
    this.max = max;
    this.numbers = new int[Math.min(max, 64)];
  }

  int room() {
    return max - size;
  }

  /** Does nothing if there is no room left. */
  void add(int number) {
    if (size == max) {
      return;
    }
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.min(max, 2 * size));
    }
    numbers[size++] = number;
  }

  void addAll(int[] more) {
    for (int number : more) {
      add(number);
    }
  }

  void addAll(TokenNumbers other) {
    for (int i = 0; i < other.size; i++) {
      add(other.numbers[i]);
    }
  }

  /**
   * Little-endian int32. A text without any token becomes one unknown token, so that its mask is
   * not all zero.
   */
  public byte[] toBytes() {
    if (size == 0) {
      add(UNKNOWN);
    }
    ByteBuffer bytes = ByteBuffer.allocate(size * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(numbers, 0, size);
    return bytes.array();
  }
}
