package io.meanfield.datasets.transform.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts that tokenizers have been seen to trip over. */
final class VariedTexts {
  private static final String[] PARTS = {
    "a",
    "B",
    "the",
    "'",
    "'s",
    "'ll",
    "'re",
    "'LL",
    "’s",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\t",
    "\u00a0",
    "\u2003",
    "\u0085",
    "\u001c",
    "0",
    "12",
    "٣",
    "½",
    "Ⅷ",
    ".",
    "...",
    "!?",
    "=>",
    "{",
    "}\n",
    "\u0000",
    "é",
    "e\u0301",
    "ß",
    "Ω",
    "Ё",
    "हिन्दी",
    "ไทย",
    "床前",
    "かな",
    "한국",
    "\ud840\udc00",
    "\ud83d\ude00",
    "\ud83d\udc69\u200d\ud83d\ude80",
    "\ufe0f",
    "\ud83d",
    "\ude00",
    "\ufeff",
    "_"
  };

  private static final List<String> CHOSEN =
      List.of(
          "It's what they'll say: \"we've 3 cats & 12,000 dogs\" -- isn't it?!",
          "for (int i = 0; i < n; i++) {\n\tsum += a[i];   // running\n}\n\n\n",
          "   leading and trailing   ",
          "\n\n  \n\t mixed \r\n white\u00a0space \u3000 ",
          "\ud83d\udc4d\ud83c\udffd great \ud83d\ude00\ud83d\ude00!!! \ud83c\udde9\ud83c\uddea",
          "床前明月光,疑是地上霜。举头望明月,低头思故乡。",
          "吾輩は猫である。名前はまだ無い。",
          "Größe naïve Ёлка हिन्दी ไทย العربية עברית",
          "https://example.org/a?b=c&d=%20e#f 1e-7 0x1F ½ Ⅷ",
          "'tis 'S 's'll''re' 've'm'd't",
          "<|endoftext|> is text",
          "a".repeat(3_000),
          " ".repeat(500) + "x",
          "ab".repeat(700) + "\n".repeat(40));

  private VariedTexts() {}

  static List<String> all() {
    List<String> all = new ArrayList<>(CHOSEN);
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int parts = random.nextInt(30); parts >= 0; parts--) {
        text.append(PARTS[random.nextInt(PARTS.length)]);
      }
      all.add(text.toString());
    }
    return all;
  }
}
