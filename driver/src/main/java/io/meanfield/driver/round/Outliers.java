package io.meanfield.driver.round;

import java.util.List;
import java.util.SortedMap;

/** Which replicas' deltas are not to be believed. */
public final class Outliers {
  private Outliers() {}

  /**
   * Those that are not finite or longer than a multiple of the median of the finite ones; of an
   * even number of norms the lower middle one is the median, so of two one can be too long.
   *
   * @param norms by replica
   * @return replicas in order
   */
  public static List<Integer> of(SortedMap<Integer, Double> norms, double multiple) {
    List<Double> finite = norms.values().stream().filter(Double::isFinite).sorted().toList();
    double most = finite.isEmpty() ? 0 : multiple * finite.get((finite.size() - 1) / 2);
    return norms.entrySet().stream()
        .filter(norm -> !(norm.getValue() <= most))
        .map(SortedMap.Entry::getKey)
        .toList();
  }
}
