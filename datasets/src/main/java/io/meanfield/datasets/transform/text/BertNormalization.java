package io.meanfield.datasets.transform.text;

import java.io.Serializable;
import java.text.Normalizer;

/**
 * What text goes through before it is cut into words, in this order: the basic tokenization of BERT
 * (Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers for Language
 * Understanding", 2019, and the code that came with it).
 *
 * @param cleanText whether control characters go and all white space becomes spaces
 * @param spaceIdeographs whether Chinese characters get spaces around them
 * @param stripAccents whether characters are decomposed (form NFD) and marks go
 * @param lowerCase whether upper and lower case are the same
 */
public record BertNormalization(
    boolean cleanText, boolean spaceIdeographs, boolean stripAccents, boolean lowerCase)
    implements Serializable {
  private static final int CAPITAL_I_WITH_DOT = 0x130; // the only one with two lower-case letters

  String of(String text) {
    StringBuilder spaced = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(codePoint -> addSpaced(spaced, codePoint));
    String plain =
        stripAccents ? Normalizer.normalize(spaced, Normalizer.Form.NFD) : spaced.toString();
    StringBuilder normal = new StringBuilder(plain.length());
    plain.codePoints().forEach(codePoint -> addFolded(normal, codePoint));
    return normal.toString();
  }

  private void addSpaced(StringBuilder spaced, int codePoint) {
    if (cleanText && isWhiteSpace(codePoint)) {
      spaced.append(' ');
    } else if (cleanText && isInvisible(codePoint)) {
      return;
    } else if (spaceIdeographs && isChinese(codePoint)) {
      spaced.append(' ').appendCodePoint(codePoint).append(' ');
    } else {
      spaced.appendCodePoint(codePoint);
    }
  }

  private void addFolded(StringBuilder normal, int codePoint) {
    if (stripAccents && Character.getType(codePoint) == Character.NON_SPACING_MARK) {
      return;
    }
    if (lowerCase && codePoint == CAPITAL_I_WITH_DOT) {
      normal.append("i\u0307");
    } else {
      normal.appendCodePoint(lowerCase ? Character.toLowerCase(codePoint) : codePoint);
    }
  }

  /** The Unicode property White_Space. */
  static boolean isWhiteSpace(int codePoint) {
    return codePoint >= '\t' && codePoint <= '\r'
        || codePoint == 0x85
        || Character.isSpaceChar(codePoint);
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
      default -> codePoint == 0xfffd;
    };
  }

  /** Of the CJK ideographs that BERT knows, those that Hugging Face's tokenizers space. */
  private static boolean isChinese(int codePoint) {
    return isFrom(0x4e00, codePoint, 0x9fff)
        || isFrom(0x3400, codePoint, 0x4dbf)
        || isFrom(0x20000, codePoint, 0x2a6df)
        || isFrom(0x2a700, codePoint, 0x2b73f)
        || isFrom(0x2b740, codePoint, 0x2b81f)
        || isFrom(0x2b920, codePoint, 0x2ceaf)
        || isFrom(0xf900, codePoint, 0xfaff)
        || isFrom(0x2f800, codePoint, 0x2fa1f);
  }

  private static boolean isFrom(int first, int codePoint, int last) {
    return codePoint >= first && codePoint <= last;
  }
}
