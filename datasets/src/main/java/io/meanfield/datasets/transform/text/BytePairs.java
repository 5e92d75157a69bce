package io.meanfield.datasets.transform.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Pairs of bytes that were learned, of which no text has an unknown token: a pre-token's bytes in
 * UTF-8 are merged as far as they can be. Number 2 + b is byte b, and 258 + i what merge i makes.
 * Half a surrogate pair is a question mark. Immutable, may be shared by threads: each has a cache
 * of its own.
 *
 * @see PreTokens
 * @see MergeTable
 */
public final class BytePairs implements Tokenizer {
  private static final long serialVersionUID = 1;

  /** Padding, the unknown token and the bytes. */
  static final int MIN_SIZE = TokenNumbers.FIRST + MergeTable.NUM_BYTES;

  private final int[][] merges;
  private final transient MergeTable table;
  private final transient ThreadLocal<PreTokenCache> cache;

  /**
   * @param merges [merge] left and right, of the tokens that bytes and earlier merges make
   */
  @JsonCreator
  public BytePairs(@JsonProperty("merges") int[][] merges) {
    this.merges = Arrays.stream(merges).map(int[]::clone).toArray(int[][]::new);
    this.table = new MergeTable(this.merges);
    this.cache = ThreadLocal.withInitial(() -> new PreTokenCache(this::tokens));
  }

  @JsonProperty
  int[][] merges() {
    return Arrays.stream(merges).map(int[]::clone).toArray(int[][]::new);
  }

  @Override
  public int vocabularySize() {
    return MIN_SIZE + merges.length;
  }

  @Override
  public void tokenize(String text, TokenNumbers numbers) {
    cache.get().tokenize(text, numbers);
  }

  @Override
  public String text(int... numbers) {
    return ByteTokens.text(numbers, this::bytes);
  }

  @Override
  public String inWords() {
    return "pairs of bytes in UTF-8, %s of which were learned".formatted(merges.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BytePairs pairs && Arrays.deepEquals(merges, pairs.merges);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(merges);
  }

  @Override
  public String toString() {
    return "byte pairs of %d merges".formatted(merges.length);
  }

  private int[] tokens(String preToken) {
    int[] numbers = table.tokens(preToken.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] += TokenNumbers.FIRST;
    }
    return numbers;
  }

  private byte[] bytes(int token) {
    if (token < MergeTable.NUM_BYTES) {
      return new byte[] {(byte) token};
    }
    int[] merge = merges[token - MergeTable.NUM_BYTES];
    byte[] left = bytes(merge[0]);
    byte[] right = bytes(merge[1]);
    byte[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  private Object readResolve() {
    return new BytePairs(merges);
  }
}
