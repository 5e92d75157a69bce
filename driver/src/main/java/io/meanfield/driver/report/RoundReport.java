package io.meanfield.driver.report;

import io.meanfield.driver.evaluate.MetricValue;
import java.util.Optional;

/**
 * What there is to tell after a round.
 *
 * @param loss mean training loss of the round's examples
 * @param validation the latest validation metric, absent before the first
 * @param readShare of the round's steps that went by waiting for data
 */
public record RoundReport(
    RoundPosition position,
    double loss,
    Optional<MetricValue> validation,
    Speed speed,
    double readShare) {}
