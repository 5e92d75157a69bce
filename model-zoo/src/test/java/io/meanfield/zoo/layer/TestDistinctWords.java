package io.meanfield.zoo.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.zoo.kernel.Embeddings;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestDistinctWords {

  @Test
  void eachWordIsFoundAmongFewEntries() {
    int[] words =
        IntStream.range(0, 1000).map(i -> i % 7 == 0 ? Embeddings.NONE : i * i % 301).toArray();
    int[] free = new int[301];
    DistinctWords distinct = DistinctWords.of(words, free).orElseThrow();
    int[] found = IntStream.of(distinct.places()).map(i -> distinct.entries()[i]).toArray();
    assertArrayEquals(words, found);
    assertEquals(0, distinct.entries().length % 128);
    assertArrayEquals(new int[301], free);
  }

  @Test
  void manyDifferentWordsAreNotWorthIt() {
    int[] free = new int[1000];
    int[] words = IntStream.range(0, 1000).toArray();
    assertEquals(Optional.empty(), DistinctWords.of(words, free));
    assertArrayEquals(new int[1000], free);
    assertEquals(Optional.empty(), DistinctWords.of(new int[20], free));
  }
}
