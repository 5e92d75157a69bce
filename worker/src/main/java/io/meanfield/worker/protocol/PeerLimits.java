package io.meanfield.worker.protocol;

import java.io.Serializable;
import java.time.Duration;

/**
 * How ranks reach each other.
 *
 * @param firstPort of the range that an executor tries to listen on; 0 for any free port
 * @param patience the longest that one rank waits for another
 */
public record PeerLimits(int firstPort, Duration patience) implements Serializable {}
