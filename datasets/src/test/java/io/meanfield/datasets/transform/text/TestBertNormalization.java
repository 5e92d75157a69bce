package io.meanfield.datasets.transform.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestBertNormalization {
  private static final BertNormalization CASED = new BertNormalization(true, true, false, false);
  private static final BertNormalization UNCASED = new BertNormalization(true, true, true, true);
  private static final BertNormalization NOTHING =
      new BertNormalization(false, false, false, false);

  @Test
  void controlCharactersGoAndWhiteSpaceBecomesSpaces() {
    assertEquals(
        "ab  c d e", CASED.of("a\u0000\u0007\ufeffb\r\nc\u00a0d\u2028\ufffd\ud83d\ue000e"));
  }

  @Test
  void ideographsStandByThemselves() {
    assertEquals("a 床  前 かな \ud840\udc00 b", CASED.of("a床前かな\ud840\udc00b"));
  }

  @Test
  void accentsAndCaseGoTogetherOrByThemselves() {
    String text = "\u00c9t\u00e9 \u0130I e\u0301 Å";
    assertEquals("ete ii e a", UNCASED.of(text));
    assertEquals(
        "\u00e9t\u00e9 i\u0307i e\u0301 å",
        new BertNormalization(true, true, false, true).of(text));
    assertEquals("Ete II e A", new BertNormalization(true, true, true, false).of(text));
    assertEquals(text, CASED.of(text));
  }

  @Test
  void capitalSigmaIsTheSameEverywhere() {
    assertEquals("σσ σ", UNCASED.of("ΣΣ Σ"));
  }

  @Test
  void whatIsNotAskedForStays() {
    String text = "a\u0000\t床É";
    assertEquals(text, NOTHING.of(text));
  }

  @Test
  void wordsEndAtWhiteSpaceAndAroundPunctuation() {
    assertEquals(
        List.of("it", "'", "s", "$", "3", ".", "5", "!", "?", "x", "_", "y", "«", "é", "»", "€"),
        words("  it's $3.5!? x_y «é» €\n"));
    assertEquals(List.of("a", "\ud83d\ude00b"), words("a \ud83d\ude00b"));
    assertEquals(List.of(), words(" \u3000\t"));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = BertWords.start(text, 0);
    while (start < text.length()) {
      int end = BertWords.end(text, start);
      words.add(text.substring(start, end));
      start = BertWords.start(text, end);
    }
    return words;
  }
}
