package io.meanfield.datasets.transform.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestPreTokens {
  private static final Pattern GPT2 =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);

  @Test
  void wordsTakeTheSpaceBeforeThem() {
    assertEquals(
        List.of("It", "'s", " 12", " o", "'", "clock", "  ", " now", ".\"", "\n", "\n", "Yes"),
        pieces("It's 12 o'clock   now.\"\n\nYes"));
  }

  @Test
  void textIsCutAsThePatternDoes() {
    for (String text : VariedTexts.all()) {
      assertEquals(
          GPT2.matcher(text).results().map(MatchResult::group).toList(), pieces(text), text);
    }
  }

  @Test
  void everyCharacterIsOfTheKindThatThePatternHasItIn() {
    StringBuilder all = new StringBuilder();
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint += 1) {
      if (Character.getType(codePoint) != Character.SURROGATE) {
        all.append("a").appendCodePoint(codePoint).append("1");
      }
    }
    String text = all.toString();
    assertEquals(GPT2.matcher(text).results().map(MatchResult::group).toList(), pieces(text));
  }

  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int end;
    for (int start = 0; start < text.length(); start = end) {
      end = PreTokens.end(text, start);
      pieces.add(text.substring(start, end));
    }
    return pieces;
  }
}
