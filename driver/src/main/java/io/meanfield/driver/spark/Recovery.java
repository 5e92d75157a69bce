package io.meanfield.driver.spark;

import java.time.Duration;

/**
 * How a round went on after a rank was lost.
 *
 * @param numSteps of the round that did not have to be repeated
 * @param numRanks with which it went on
 * @param took from when the driver noticed until all ranks had the state to go on from
 */
public record Recovery(int numSteps, int numRanks, Duration took) {}
