package io.meanfield.driver.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestNumbers {

  @Test
  void sixSignificantDigitsHaveNoExponent() {
    assertEquals("0.97", Numbers.significant(0.97));
    assertEquals("0.971235", Numbers.significant(0.97123456));
    assertEquals("5321.46", Numbers.significant(5321.4567));
    assertEquals("0.0000000123457", Numbers.significant(1.23456789e-8));
    assertEquals("12345700", Numbers.significant(12345678));
    assertEquals("-1.5", Numbers.significant(-1.5));
    assertEquals("0", Numbers.significant(0));
    assertEquals("1", Numbers.significant(1));
    assertEquals("NaN", Numbers.significant(Double.NaN));
    assertEquals("Infinity", Numbers.significant(Double.POSITIVE_INFINITY));
  }

  @Test
  void smallMetricsKeepTheirDigits() {
    assertEquals("0.1234", Numbers.metric(0.12341));
    assertEquals("0.0010", Numbers.metric(0.001));
    assertEquals("3.10e-06", Numbers.metric(3.1e-6));
    assertEquals("0.0000", Numbers.metric(0));
    assertEquals("NaN", Numbers.metric(Double.NaN));
  }

  @Test
  void durationsReadAsOnAClock() {
    assertEquals("0:00", Numbers.clock(Duration.ofMillis(999)));
    assertEquals("0:42", Numbers.clock(Duration.ofSeconds(42)));
    assertEquals("59:59", Numbers.clock(Duration.ofSeconds(3599)));
    assertEquals("1:02:03", Numbers.clock(Duration.ofSeconds(3723)));
    assertEquals("100:00:00", Numbers.clock(Duration.ofHours(100)));
  }

  @Test
  void theLocaleChangesNothing() {
    assertEquals("0.1234", Locales.inGermany(() -> Numbers.metric(0.1234)));
    assertEquals("3.10e-06", Locales.inGermany(() -> Numbers.metric(3.1e-6)));
    assertEquals("0.5", Locales.inGermany(() -> Numbers.significant(0.5)));
  }
}
