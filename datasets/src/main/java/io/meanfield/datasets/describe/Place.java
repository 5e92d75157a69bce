package io.meanfield.datasets.describe;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Where an example is.
 *
 * @param shard number of its shard; see {@link ShardList}
 * @param row in the shard, from 0
 */
public record Place(int shard, int row) implements Comparable<Place>, Serializable {
  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::shard).thenComparingInt(Place::row);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  /** The earlier one of two, of which the first may be null. */
  static Place earlier(Place some, Place other) {
    return some == null || other.compareTo(some) < 0 ? other : some;
  }

  /** The later one of two, of which the first may be null. */
  static Place later(Place some, Place other) {
    return some == null || other.compareTo(some) > 0 ? other : some;
  }
}
