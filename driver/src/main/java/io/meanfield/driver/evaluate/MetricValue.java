package io.meanfield.driver.evaluate;

/** One metric's value. */
public record MetricValue(MetricName name, double value) {}
