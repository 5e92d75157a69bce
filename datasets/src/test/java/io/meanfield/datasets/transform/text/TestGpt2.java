package io.meanfield.datasets.transform.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestGpt2 {
  private static final Encoding REFERENCE =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.R50K_BASE);

  @Test
  void numbersAreThoseOfGpt2AndTwo() {
    assertArrayEquals(
        new int[] {2 + 15496, 2 + 11, 2 + 995, 2 + 0}, Numbers.of(new Gpt2(), "Hello, world!"));
    assertEquals(2 + 50257, new Gpt2().vocabularySize());
  }

  @Test
  void everyTokenIsThatOfTheReference() {
    for (int pass = 0; pass < 2; pass++) { // the second time from the cache
      for (String text : VariedTexts.all()) {
        int[] expected = REFERENCE.encodeOrdinary(text).toArray();
        int[] found = Arrays.stream(Numbers.of(new Gpt2(), text)).map(i -> i - 2).toArray();
        assertArrayEquals(expected, found, text);
      }
    }
  }

  @Test
  void aLongTextIsReadAsFarAsThereIsRoom() {
    String text = "so much of it ".repeat(1_000_000);
    assertArrayEquals(
        Arrays.copyOf(Numbers.of(new Gpt2(), text.substring(0, 1_000)), 9),
        Numbers.of(new Gpt2(), text, 9));
  }
}
