package io.meanfield.worker.protocol;

import java.io.Serializable;
import java.time.Instant;

/**
 * How a rank got going in a round.
 *
 * @param numSteps of the round that were done in an earlier attempt and are not repeated
 * @param ready when it had the state to go on from, by its machine's clock
 */
public record Resumption(int numSteps, Instant ready) implements Serializable {}
