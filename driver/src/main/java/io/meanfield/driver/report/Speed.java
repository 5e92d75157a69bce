package io.meanfield.driver.report;

import java.time.Duration;

/**
 * How fast a run goes.
 *
 * @param examples number of training examples seen since this process began to train
 * @param examplesPerSecond mean over the same time, pauses for validation and checkpoints included
 * @param remaining time until the last round at this speed
 */
public record Speed(long examples, double examplesPerSecond, Duration remaining) {}
