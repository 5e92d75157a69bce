package io.meanfield.datasets.source;

import java.util.OptionalDouble;

/** Finite numbers as people write them: no hexadecimal digits and no type suffix of Java. */
final class DecimalText {
  private DecimalText() {}

  static float parse(String name, String text) throws BadRecordException {
    String number = text.strip();
    try {
      if (isDecimal(number)) {
        float value = Float.parseFloat(number);
        if (Float.isFinite(value)) {
          return value;
        }
      }
    } catch (NumberFormatException e) {
      throw notANumber(name, text);
    }
    throw notANumber(name, text);
  }

  /** The same with the precision of 64 bits; nothing if the text is no such number. */
  static OptionalDouble find(String text) {
    String number = text.strip();
    try {
      double value = isDecimal(number) ? Double.parseDouble(number) : Double.NaN;
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static boolean isDecimal(String number) {
    return number.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
  }

  private static BadRecordException notANumber(String name, String text) {
    return new BadRecordException(
        "expected a finite number in %s, found %s".formatted(name, Excerpt.of(text)));
  }
}
