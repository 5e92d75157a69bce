package io.meanfield.worker.collective;

import java.time.Duration;

/**
 * How a rank waits.
 *
 * @param limit the longest to wait for a message of a rank that gives no sign of life
 * @param lookUp called now and then while waiting; what it throws ends the wait
 */
public record Patience(Duration limit, Runnable lookUp) {}
