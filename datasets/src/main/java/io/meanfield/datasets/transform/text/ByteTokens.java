package io.meanfield.datasets.transform.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** Texts of tokens that are bytes in UTF-8; what is no UTF-8 by itself is U+FFFD. */
final class ByteTokens {
  private ByteTokens() {}

  /**
   * @param bytesOf those of a token, which is its number less 2
   */
  static String text(int[] numbers, IntFunction<byte[]> bytesOf) {
    StringBuilder text = new StringBuilder();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int number : numbers) {
      if (number >= TokenNumbers.FIRST) {
        bytes.writeBytes(bytesOf.apply(number - TokenNumbers.FIRST));
      } else if (number == TokenNumbers.UNKNOWN) {
        text.append(bytes.toString(StandardCharsets.UTF_8)).append(Tokenizer.UNKNOWN);
        bytes.reset();
      }
    }
    return text.append(bytes.toString(StandardCharsets.UTF_8)).toString();
  }
}
