package io.meanfield.datasets.division;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.source.RawKey;
import io.meanfield.datasets.source.RawResult.Good;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestTimeSplit {
  private static final TimeSplit FRACTIONS = config("0.1", "0.2");

  @Test
  void whatComesLaterIsInALaterPartAndWhatIsOfOneTimeInOne() {
    for (int trial = 0; trial < 50; trial++) {
      Random random = new Random(trial);
      List<Good> records = numbers(3 + random.nextInt(300), random);
      List<List<Good>> splits = Splitting.cut(records, 1 + random.nextInt(5), random);
      List<Part> parts = Splitting.parts(FRACTIONS, trial, splits);
      assertOrdered(records, parts);
      for (Part part : Part.values()) {
        assertTrue(parts.contains(part), part + " of trial " + trial);
      }
    }
  }

  @Test
  void daysAreDividedToTheRecord() {
    List<Good> days =
        Stream.iterate(LocalDate.of(2020, 1, 1), day -> day.plusDays(1))
            .limit(1000)
            .map(day -> Splitting.at(day.toString()))
            .toList();
    List<Part> parts = Splitting.parts(FRACTIONS, 1, List.of(days));
    assertEquals(Collections.nCopies(700, Part.TRAIN), parts.subList(0, 700));
    assertEquals(Collections.nCopies(100, Part.VALIDATION), parts.subList(700, 800));
    assertEquals(Collections.nCopies(200, Part.TEST), parts.subList(800, 1000));
  }

  @Test
  void moreTimesThanAreCountedApartKeepTheirOrderAndNearlyTheShares() {
    Random random = new Random(5);
    List<Good> records = new ArrayList<>(List.of(Splitting.at("0001-01-01")));
    for (int i = 0; i < 50_000; i++) {
      records.add(
          Splitting.at(
              LocalDate.of(2021, 1, 1)
                  .atStartOfDay()
                  .plusSeconds(random.nextInt(3 * 365 * 86_400))
                  .toString()));
    }
    List<Part> parts = Splitting.parts(FRACTIONS, 1, Splitting.cut(records, 4, random));
    assertOrdered(records, parts);
    assertEquals(0.2, Collections.frequency(parts, Part.TEST) / 50_001.0, 0.001);
    assertEquals(0.1, Collections.frequency(parts, Part.VALIDATION) / 50_001.0, 0.001);
  }

  @Test
  void partsBeginAtTheTimesThatAreGiven() {
    List<Good> records =
        Stream.of("2023-12-31", "2024-03-01T12:00", "2024-02-29", "2024-06-01", "2024-05-31")
            .map(Splitting::at)
            .toList();
    assertEquals(
        List.of(Part.TRAIN, Part.VALIDATION, Part.TRAIN, Part.TEST, Part.VALIDATION),
        Splitting.parts(config("from 2024-03-01", "from 2024-06-01"), 1, List.of(records)));
    assertEquals(
        List.of(Part.TRAIN, Part.VALIDATION, Part.TRAIN, Part.TEST, Part.TEST),
        Splitting.parts(config("0.2", "from 2024-05-31"), 1, List.of(records)));
  }

  @Test
  void neitherTheOrderOfSplitsNorThatOfCountingMatters() {
    Random random = new Random(1);
    List<Good> records = numbers(20_000, random);
    Map<Double, Part> times =
        partsOfTimes(records, Splitting.parts(FRACTIONS, 1, List.of(records)));
    for (int order = 1; order < 5; order++) {
      List<Good> shuffled = new ArrayList<>(records);
      Collections.shuffle(shuffled, new Random(order));
      List<List<Good>> splits = Splitting.cut(shuffled, 1 + order, new Random(order));
      assertEquals(
          times, partsOfTimes(shuffled, Splitting.parts(FRACTIONS, 1, splits, new Random(order))));
    }
  }

  @Test
  void timesThatDoNotGoTogetherAreRefused() {
    assertRefused(FRACTIONS, "found both", "2024-01-01", "2024-01-02", "17");
    assertRefused(FRACTIONS, "at least 3 different times in sold, one a part, found 2", "1", "2");
    assertRefused(
        config("0", "from 2024-01-01"),
        "expected a number in dataset.split.test, as sold has them, found \"from 2024-01-01\"",
        "1",
        "2");
  }

  private static void assertRefused(TimeSplit config, String reason, String... times) {
    List<Good> records = Stream.of(times).map(Splitting::at).toList();
    String message =
        assertThrows(DataException.class, () -> Splitting.parts(config, 1, List.of(records)))
            .getMessage();
    assertTrue(message.contains(reason), message);
  }

  private static TimeSplit config(String validation, String test) {
    return new TimeSplit("sold", Holdout.parse(validation), Holdout.parse(test));
  }

  /** At least three different ones, some of them below zero. */
  private static List<Good> numbers(int size, Random random) {
    List<Good> records = new ArrayList<>(Stream.of("-1.5", "0", "7e3").map(Splitting::at).toList());
    while (records.size() < size) {
      records.add(Splitting.at(Double.toString(Math.rint(random.nextGaussian() * size) / 4)));
    }
    return records;
  }

  private static void assertOrdered(List<Good> records, List<Part> parts) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      order.add(i);
    }
    order.sort((a, b) -> Double.compare(time(records.get(a)), time(records.get(b))));
    for (int i = 1; i < order.size(); i++) {
      assertTrue(parts.get(order.get(i - 1)).compareTo(parts.get(order.get(i))) <= 0);
    }
    partsOfTimes(records, parts);
  }

  /** The part of each time, which is one. */
  private static Map<Double, Part> partsOfTimes(List<Good> records, List<Part> parts) {
    Map<Double, Part> ofTimes = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      Part before = ofTimes.putIfAbsent(time(records.get(i)), parts.get(i));
      assertTrue(before == null || before == parts.get(i), "a time in two parts");
    }
    return ofTimes;
  }

  private static double time(Good record) {
    return ((RawKey.Time) record.key().orElseThrow()).value();
  }
}
