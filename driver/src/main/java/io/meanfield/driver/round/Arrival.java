package io.meanfield.driver.round;

/**
 * A replica is done with a round.
 *
 * @param key of the attempt that it worked for
 * @param numExamples that it has trained on
 */
public record Arrival(RoundKey key, int replica, long numExamples) {}
