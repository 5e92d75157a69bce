package io.meanfield.datasets.transform.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestBytePairs {
  private static final int A = 'a';
  private static final int B = 'b';
  private static final int C = 'c';

  @Test
  void mergesAreThoseOfTheSlowAlgorithm() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<String> preTokens = randomPreTokens(random);
      int maxMerges = random.nextInt(40);
      assertEquals(
          NaiveBytePairs.learn(preTokens, maxMerges), merges(preTokens, maxMerges), "seed " + seed);
    }
  }

  @Test
  void mergesOfVariedTextAreThoseOfTheSlowAlgorithm() {
    List<String> texts = VariedTexts.all().subList(0, 200);
    assertEquals(
        NaiveBytePairs.learn(texts.stream().flatMap(TestBytePairs::preTokens).toList(), 300),
        asLists(learned(texts, 300).merges()));
  }

  @Test
  void ofEquallyFrequentPairsTheOneWithSmallerTokensIsFirst() {
    assertEquals(List.of(List.of(A, C), List.of(B, A)), merges(List.of("ba", "ac", "ac", "ba"), 9));
    assertEquals(List.of(List.of(B, A), List.of(B, C)), merges(List.of("bc", "ba", "ba", "bc"), 9));
  }

  @Test
  void pairsThatOccurOnceStay() {
    assertEquals(List.of(List.of(A, B)), merges(List.of("abc", "abd"), 9));
    assertEquals(0, learned(List.of("", "x"), 9).merges().length);
  }

  @Test
  void tokensAreWhatMergesGiveOneAfterTheOther() {
    List<String> texts = VariedTexts.all();
    BytePairs pairs = learned(texts, 400);
    List<List<Integer>> merges = asLists(pairs.merges());
    for (String text : texts) {
      int[] expected =
          preTokens(text)
              .flatMap(preToken -> NaiveBytePairs.tokens(preToken, merges).stream())
              .mapToInt(token -> 2 + token)
              .toArray();
      assertArrayEquals(expected, Numbers.of(pairs, text), text);
    }
  }

  @Test
  void bytesOfTheTokensAreThoseOfTheText() {
    BytePairs pairs = learned(VariedTexts.all(), 400);
    for (String text : List.of("never seen: Zażółć gęślą jaźń \ud83e\udd80", "tab\tNUL\u0000")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int number : Numbers.of(pairs, text)) {
        write(bytes, pairs.merges(), number - 2);
      }
      assertEquals(text, bytes.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void aMegabyteWithoutSpacesTakesNoLongerThanItShould() {
    BytePairs pairs = learned(List.of("abababab", "aaaa"), 20);
    assertTimeout(
        Duration.ofSeconds(20), () -> Numbers.of(pairs, "ab".repeat(1 << 19) + "a".repeat(9)));
  }

  @Test
  void theVocabularyIsAsLargeAsWhatWasLearned() {
    assertEquals(258, learned(List.of("a b c"), 99).vocabularySize());
    assertEquals(259, learned(List.of("ab ab ab"), 1).vocabularySize());
    assertEquals(
        "expected a vocabulary-size of at least 258 (padding, the unknown token and 256 bytes), found 257",
        assertThrows(IllegalArgumentException.class, () -> new BytePairConfig(257)).getMessage());
  }

  @Test
  void mergesOfTokensThatAreNotThereAreRefused() {
    assertEquals(
        "expected merge 1 to be of two tokens from 0 to 256, found [257, 97]",
        assertThrows(
                IllegalArgumentException.class, () -> new BytePairs(new int[][] {{A, B}, {257, A}}))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> new BytePairs(new int[][] {{A, B}, {A, B}}));
    assertThrows(IllegalArgumentException.class, () -> new BytePairs(new int[][] {{A, B, C}}));
  }

  @Test
  void othersCannotChangeIt() {
    int[][] merges = {{A, B}};
    BytePairs pairs = new BytePairs(merges);
    merges[0][0] = C;
    pairs.merges()[0][0] = C;
    assertArrayEquals(new int[][] {{A, B}}, pairs.merges());
    assertNotEquals(new BytePairs(merges), pairs);
  }

  private static List<List<Integer>> merges(List<String> preTokens, int maxMerges) {
    TokenCounts counts = new TokenCounts();
    preTokens.forEach(counts::add);
    return asLists(new MergeLearner(counts.inOrder()).learn(maxMerges));
  }

  private static BytePairs learned(List<String> texts, int maxMerges) {
    TokenizerFitting fitting = new BytePairConfig(258 + maxMerges).newFitting();
    texts.forEach(fitting::add);
    return (BytePairs) fitting.finish();
  }

  private static Stream<String> preTokens(String text) {
    Stream.Builder<String> preTokens = Stream.builder();
    int end;
    for (int start = 0; start < text.length(); start = end) {
      end = PreTokens.end(text, start);
      preTokens.add(text.substring(start, end));
    }
    return preTokens.build();
  }

  private static void write(ByteArrayOutputStream bytes, int[][] merges, int token) {
    if (token < 256) {
      bytes.write(token);
    } else {
      write(bytes, merges, merges[token - 256][0]);
      write(bytes, merges, merges[token - 256][1]);
    }
  }

  private static List<List<Integer>> asLists(int[][] merges) {
    return Arrays.stream(merges).map(pair -> List.of(pair[0], pair[1])).toList();
  }

  /** Of few letters, so that runs of one letter and equally frequent pairs are common. */
  private static List<String> randomPreTokens(Random random) {
    List<String> preTokens = new ArrayList<>();
    for (int i = 1 + random.nextInt(20); i > 0; i--) {
      StringBuilder preToken = new StringBuilder();
      for (int length = random.nextInt(12); length >= 0; length--) {
        preToken.append((char) ('a' + random.nextInt(1 + random.nextInt(4))));
      }
      preTokens.add(preToken.toString());
    }
    return preTokens;
  }
}
