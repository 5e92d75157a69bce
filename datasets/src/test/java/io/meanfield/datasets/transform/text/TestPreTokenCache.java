package io.meanfield.datasets.transform.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestPreTokenCache {
  private final List<String> asked = new ArrayList<>();
  private final PreTokenCache cache =
      new PreTokenCache(
          preToken -> {
            asked.add(preToken);
            return new int[] {preToken.hashCode(), preToken.length()};
          });

  @Test
  void shortPreTokensAreTokenizedOnce() {
    String longOne = "x".repeat(33);
    tokenize("a b a b" + longOne);
    tokenize("a b a b" + longOne);
    assertEquals(List.of("a", " b", " a", " b" + longOne, " b" + longOne), asked);
  }

  @Test
  void moreThanItHoldsAreTokenizedAllTheSame() {
    int numPreTokens = 100_000;
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < numPreTokens; i++) {
        String preToken = Integer.toString(i);
        ByteBuffer found = ByteBuffer.wrap(tokenize(preToken)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(preToken.hashCode(), found.getInt());
        assertEquals(preToken.length(), found.getInt());
      }
    }
    assertEquals(2 * numPreTokens, asked.size());
  }

  @Test
  void preTokensOfOneHashAreKeptApart() {
    assertEquals("Aa".hashCode(), "BB".hashCode());
    byte[] first = tokenize("Aa");
    tokenize("BB");
    assertArrayEquals(first, tokenize("Aa"));
    assertEquals(List.of("Aa", "BB"), asked);
  }

  private byte[] tokenize(String text) {
    TokenNumbers numbers = new TokenNumbers(100);
    cache.tokenize(text, numbers);
    return numbers.toBytes();
  }
}
