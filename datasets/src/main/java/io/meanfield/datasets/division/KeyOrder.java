package io.meanfield.datasets.division;

import io.meanfield.datasets.plan.CounterHash;
import io.meanfield.datasets.source.RawKey;
import java.io.Serializable;

/** Lays records out in a row, of which parts are pieces. Immutable. */
@FunctionalInterface
interface KeyOrder extends Serializable {

  /** The place of records with a key. */
  long placeOf(RawKey key);

  /** By time; every place is that of one time only. */
  static KeyOrder ofTimes() {
    return key -> placeOf((RawKey.Time) key);
  }

  /** By chance, groups as a whole. */
  static KeyOrder ofGroups(long seed) {
    return key -> placeOf(seed, (RawKey.Group) key);
  }

  /** The order of doubles as the order of their bits. */
  static long placeOf(RawKey.Time time) {
    long bits = Double.doubleToLongBits(time.value());
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /** The time of a place. */
  static RawKey.Time timeAt(long place, RawKey.Time.Unit unit) {
    return new RawKey.Time(Double.longBitsToDouble(place ^ ((place >> 63) & Long.MAX_VALUE)), unit);
  }

  private static long placeOf(long seed, RawKey.Group group) {
    return CounterHash.hash(seed, group.name());
  }
}
