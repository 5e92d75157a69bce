package io.meanfield.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestReport {

  @Test
  void valuesHaveFourDigitsAndNoExponent() {
    StringWriter text = new StringWriter();
    Report report = new Report(new PrintWriter(text), "sync");
    report.value("large", 1234567.0);
    report.value("small", 0.000123456);
    report.value("links", "skipped: no reason");
    assertEquals(
        "sync.large=1235000\nsync.small=0.0001235\nsync.links=skipped: no reason\n",
        text.toString());
  }
}
