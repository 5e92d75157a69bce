package io.meanfield.driver.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How numbers are written, equal in every locale. */
public final class Numbers {
  private static final MathContext SIX_DIGITS = new MathContext(6);
  private static final List<String> UNITS = List.of("bytes", "KiB", "MiB", "GiB", "TiB", "PiB");
  private static final double MIN_FIXED = 0.001;

  private Numbers() {}

  /** Six significant digits without exponent or trailing zeros, such as 0.9712 or 5321.46. */
  public static String significant(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }

  static String fixed(double value, int numDecimals) {
    return String.format(Locale.ROOT, "%." + numDecimals + "f", value);
  }

  static String whole(double value) {
    return fixed(value, 0);
  }

  /** Four decimals, or an exponent where those would be zeros, such as 0.1234 or 3.10e-06. */
  static String metric(double value) {
    return value == 0 || Math.abs(value) >= MIN_FIXED || !Double.isFinite(value)
        ? fixed(value, 4)
        : String.format(Locale.ROOT, "%.2e", value);
  }

  /** A share in percent, such as 12.5%. */
  public static String percent(double share) {
    return fixed(100 * share, 1) + "%";
  }

  /** With commas between thousands. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** In the largest unit of which there is at least one, such as 64.0 MiB. */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.size() - 1) {
      value /= 1024;
      unit++;
    }
    return (unit == 0 ? Long.toString(bytes) : fixed(value, 1)) + " " + UNITS.get(unit);
  }

  /** Minutes and seconds, and hours where there are any, such as 0:42 or 1:02:03. */
  static String clock(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
