package io.meanfield.driver.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.shard.CacheFolder;
import io.meanfield.worker.protocol.PeerLimits;
import java.time.Duration;

/**
 * What a run may expect of the cluster.
 *
 * @param slotTimeout until the first task slot is free
 * @param jobTimeout for one Spark job, such as a round, from its start
 * @param peerTimeout for one rank of a round to hear from another
 * @param exchangePort the first port that executors try to listen on for each other; 0 for any
 * @param shardCacheMib of copies that a host keeps of shards that are not on its disks
 */
public record ClusterConfig(
    @JsonProperty(defaultValue = "60 s") Duration slotTimeout,
    @JsonProperty(defaultValue = "30 min") Duration jobTimeout,
    @JsonProperty(defaultValue = "60 s") Duration peerTimeout,
    @JsonProperty(defaultValue = "0") int exchangePort,
    @JsonProperty(defaultValue = "16384") int shardCacheMib) {

  /** For commands without a run's configuration, whose user can stop them at any time. */
  public static final ClusterConfig PATIENT =
      new ClusterConfig(
          Duration.ofMinutes(1),
          Duration.ofDays(1),
          Duration.ofMinutes(1),
          0,
          (int) (CacheFolder.USUAL_MAX_BYTES >> 20));

  public ClusterConfig {
    aboveZero("slot-timeout", slotTimeout);
    aboveZero("job-timeout", jobTimeout);
    aboveZero("peer-timeout", peerTimeout);
    if (exchangePort != 0 && (exchangePort < 1024 || exchangePort > MAX_PORT)) {
      throw new IllegalArgumentException(
          "expected an exchange-port from 1024 to %d, or 0 for any free one, found %d"
              .formatted(MAX_PORT, exchangePort));
    }
    if (shardCacheMib < 1) {
      throw new IllegalArgumentException(
          "expected a shard-cache-mib of at least 1, found " + shardCacheMib);
    }
    if (jobTimeout.compareTo(slotTimeout) < 0) {
      throw new IllegalArgumentException(
          "expected a job-timeout of at least the slot-timeout, which is a part of it, found %s and %s"
              .formatted(DurationText.format(jobTimeout), DurationText.format(slotTimeout)));
    }
  }

  private static final int MAX_PORT = 65535;

  /** What a host's copies of shards may take on its disk. */
  public long shardCacheBytes() {
    return (long) shardCacheMib << 20;
  }

  /** How ranks of a round reach each other. */
  public PeerLimits peerLimits() {
    return new PeerLimits(exchangePort, peerTimeout);
  }

  private static void aboveZero(String name, Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(
          "expected a %s above zero, found %s".formatted(name, DurationText.format(duration)));
    }
  }
}
