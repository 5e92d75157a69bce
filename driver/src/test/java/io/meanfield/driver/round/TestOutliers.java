package io.meanfield.driver.round;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which deltas are left out of a round. */
@Tag("unit")
class TestOutliers {

  @Test
  void whatIsNoNumberIsLeftOut() {
    assertEquals(List.of(1, 3), outliers(1, Double.NaN, 1.1, Double.POSITIVE_INFINITY, 0.9));
  }

  @Test
  void whatIsLongerThanAMultipleOfTheMedianIsLeftOut() {
    assertEquals(List.of(2), outliers(1, 2, 10.1, 3, 3.3));
    assertEquals(List.of(), outliers(1, 2, 9, 3, 3.3));
  }

  @Test
  void ofTwoTheLongerOneCanBeLeftOut() {
    assertEquals(List.of(0), outliers(100, 1));
  }

  @Test
  void allCanBeLeftOut() {
    assertEquals(List.of(0, 1), outliers(Double.NaN, Double.NaN));
  }

  @Test
  void whereMostDidNotMoveNobodyElseMay() {
    assertEquals(List.of(2), outliers(0, 0, 1));
  }

  private static List<Integer> outliers(double... norms) {
    SortedMap<Integer, Double> byReplica = new TreeMap<>();
    for (int replica = 0; replica < norms.length; replica++) {
      byReplica.put(replica, norms[replica]);
    }
    return Outliers.of(byReplica, 3);
  }
}
