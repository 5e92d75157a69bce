package io.meanfield.driver.report;

import io.meanfield.driver.evaluate.MetricValue;
import java.util.Optional;

/**
 * What there is to tell after a round.
 *
 * @param loss mean training loss of the round's examples
 * @param validation the latest validation metric, absent before the first
 */
public record RoundReport(
    RoundPosition position, double loss, Optional<MetricValue> validation, Speed speed) {}
