package io.meanfield.driver.config;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Durations as text: a whole number and a unit, from nanoseconds to 292 years. */
final class DurationText {
  static final String EXPECTED = "a duration such as 500 ms, 30 s, 10 min or 2 h";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,19}) ?(ns|ms|s|min|h)");

  private enum Unit {
    NS(Duration.ofNanos(1)),
    MS(Duration.ofMillis(1)),
    S(Duration.ofSeconds(1)),
    MIN(Duration.ofMinutes(1)),
    H(Duration.ofHours(1));

    private final long nanos;

    Unit(Duration size) {
      nanos = size.toNanos();
    }
  }

  private DurationText() {}

  /** The duration, or nothing where the text is none. */
  static Optional<Duration> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Unit unit = Unit.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
    BigInteger nanos = new BigInteger(matcher.group(1)).multiply(BigInteger.valueOf(unit.nanos));
    return Optional.of(nanos)
        .filter(n -> n.bitLength() < Long.SIZE)
        .map(n -> Duration.ofNanos(n.longValue()));
  }

  /** In the largest unit that needs no fraction. */
  static String format(Duration duration) {
    if (duration.isZero()) {
      return "0 s";
    }
    long nanos = duration.toNanos();
    Unit unit =
        Stream.of(Unit.values())
            .filter(u -> nanos % u.nanos == 0)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return nanos / unit.nanos + " " + unit.name().toLowerCase(Locale.ROOT);
  }
}
