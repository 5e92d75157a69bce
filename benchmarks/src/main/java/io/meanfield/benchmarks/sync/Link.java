package io.meanfield.benchmarks.sync;

import java.time.Duration;

/**
 * What joins a machine to the others.
 *
 * @param bitsPerSecond in each direction
 * @param delay of every frame that leaves the machine; an answer comes after twice that
 */
record Link(String name, long bitsPerSecond, Duration delay) {
  static final Link MBIT_100 = new Link("100mbit", 100_000_000, Duration.ofMillis(20));
  static final Link GBIT_1 = new Link("1gbit", 1_000_000_000, Duration.ofMillis(20));
}
