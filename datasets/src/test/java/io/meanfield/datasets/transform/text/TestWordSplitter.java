package io.meanfield.datasets.transform.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestWordSplitter {

  @Test
  void wordsAndSinglePunctuationMarksAreTokens() {
    assertTokens(
        "It's 3rd-rate: don\u2019t!!", "It's", "3rd", "-", "rate", ":", "don\u2019t", "!", "!");
  }

  @Test
  void whiteSpaceAndInvisibleCharactersOnlySeparate() {
    assertTokens(" a\u00a0b\tc\n\ufeffd\u2028e\u0000f ", "a", "b", "c", "d", "e", "f");
    assertTokens("a\ud83d b", "a", "b"); // half a surrogate pair
    assertTokens(" \t\n");
    assertTokens("");
  }

  @Test
  void wordsOfAnyScriptStayWhole() {
    assertTokens("Größe, naïve — Ёлка हिन्दी", "Größe", ",", "naïve", "—", "Ёлка", "हिन्दी");
    assertTokens(
        "\ud801\udc00\ud801\udc01 \ud83d\ude00\ud83d\ude00",
        "\ud801\udc00\ud801\udc01",
        "\ud83d\ude00",
        "\ud83d\ude00");
  }

  @Test
  void anIdeographIsAWordByItself() {
    assertTokens("床前\ud840\udc00ab", "床", "前", "\ud840\udc00", "ab");
  }

  private static void assertTokens(String text, String... tokens) {
    assertEquals(List.of(tokens), WordSplitter.words(text));
  }
}
