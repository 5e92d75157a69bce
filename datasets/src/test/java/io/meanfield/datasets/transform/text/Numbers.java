package io.meanfield.datasets.transform.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/** The numbers that a tokenizer gives a text. */
final class Numbers {
  private Numbers() {}

  static int[] of(Tokenizer tokenizer, String text) {
    return of(tokenizer, text, Integer.MAX_VALUE);
  }

  static int[] of(Tokenizer tokenizer, String text, int maxTokens) {
    TokenNumbers numbers = new TokenNumbers(maxTokens);
    tokenizer.tokenize(text, numbers);
    IntBuffer found =
        ByteBuffer.wrap(numbers.toBytes()).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    int[] all = new int[found.remaining()];
    found.get(all);
    return all;
  }
}
