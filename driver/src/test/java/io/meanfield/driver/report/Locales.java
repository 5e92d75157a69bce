package io.meanfield.driver.report;

import java.util.Locale;
import java.util.function.Supplier;

/** Runs something as if on a machine that writes 1.5 as 1,5. */
final class Locales {
  private Locales() {}

  static <T> T inGermany(Supplier<T> action) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      return action.get();
    } finally {
      Locale.setDefault(before);
    }
  }
}
