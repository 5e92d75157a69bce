package io.meanfield.datasets.division;

import io.meanfield.datasets.source.RawKey;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a {@link Holdout} is written. */
final class HoldoutText {
  private static final Pattern FOLD = Pattern.compile("fold (\\d{1,9}) of (\\d{1,9})");
  private static final Pattern FROM = Pattern.compile("from (\\S.*)");
  private static final Pattern FRACTION = Pattern.compile("[-+.0-9eE_]+");

  private HoldoutText() {}

  static Holdout parse(String text) {
    Matcher fold = FOLD.matcher(text);
    if (fold.matches()) {
      return new Holdout.Fold(Integer.parseInt(fold.group(1)), Integer.parseInt(fold.group(2)));
    }
    Matcher from = FROM.matcher(text);
    if (from.matches()) {
      return new Holdout.From(RawKey.Time.parse(from.group(1)));
    }
    if (!FRACTION.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return new Holdout.Fraction(Double.parseDouble(text.replace("_", "")));
  }
}
