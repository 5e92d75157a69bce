package io.meanfield.datasets.division;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.division.Holdout.Fold;
import io.meanfield.datasets.division.Holdout.Fraction;
import io.meanfield.datasets.source.RawKey;
import io.meanfield.datasets.source.RawResult.Good;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestGroupSplit {
  private static final int NUM_TRIALS = 80;

  @Test
  void noGroupIsInTwoPartsAndNoPartIsEmpty() {
    for (int trial = 0; trial < NUM_TRIALS; trial++) {
      Random random = new Random(trial);
      List<Good> records = records(3 + random.nextInt(60), random);
      List<List<Good>> splits = Splitting.cut(records, 1 + random.nextInt(5), random);
      List<Part> parts = Splitting.parts(config(new Fraction(0.1), 0.2), trial, splits);
      partsOfGroups(records, parts);
      for (Part part : Part.values()) {
        assertTrue(parts.contains(part), part + " of trial " + trial);
      }
    }
  }

  @Test
  void partsComeWithinHalfAGroupOfTheirShares() {
    Random random = new Random(1);
    List<Good> records = records(500, random);
    int largest = largestGroup(records);
    List<Part> parts = Splitting.parts(config(new Fraction(0.1), 0.2), 1, List.of(records));
    double size = records.size();
    assertEquals(0.2 * size, Collections.frequency(parts, Part.TEST), largest / 2.0);
    assertEquals(0.1 * size, Collections.frequency(parts, Part.VALIDATION), largest);
  }

  @Test
  void foldsHoldOutEveryGroupOnceBesideTheSameTestPart() {
    for (int trial = 0; trial < NUM_TRIALS / 4; trial++) {
      Random random = new Random(trial);
      int folds = 2 + random.nextInt(4);
      List<Good> records = records(folds + 1 + random.nextInt(30), random);
      List<List<Good>> splits = Splitting.cut(records, 3, random);
      List<List<Part>> parts = new ArrayList<>();
      for (int fold = 1; fold <= folds; fold++) {
        parts.add(Splitting.parts(config(new Fold(fold, folds), 0.2), trial, splits));
        partsOfGroups(records, parts.get(fold - 1));
        assertTrue(parts.get(fold - 1).contains(Part.VALIDATION), "fold " + fold);
      }
      for (int i = 0; i < records.size(); i++) {
        int record = i;
        List<Part> found = parts.stream().map(fold -> fold.get(record)).toList();
        boolean isTest = found.contains(Part.TEST);
        assertEquals(isTest ? folds : 0, Collections.frequency(found, Part.TEST));
        assertEquals(isTest ? 0 : 1, Collections.frequency(found, Part.VALIDATION));
      }
    }
  }

  @Test
  void foldsOfManyGroupsAreOfAboutTheSameSize() {
    List<Good> records = records(10_000, new Random(3)); // more groups than are counted apart
    for (int fold = 1; fold <= 5; fold++) {
      List<Part> parts = Splitting.parts(config(new Fold(fold, 5), 0), 1, List.of(records));
      partsOfGroups(records, parts);
      assertEquals(
          0.2, Collections.frequency(parts, Part.VALIDATION) / (double) records.size(), 0.002);
    }
  }

  @Test
  void neitherTheOrderOfSplitsNorThatOfCountingMatters() {
    Random random = new Random(1);
    List<Good> records = records(10_000, random);
    List<List<Good>> splits = Splitting.cut(records, 6, random);
    GroupSplit config = config(new Fraction(0.3), 0.3);
    Map<String, Part> groups = partsOfGroups(records, Splitting.parts(config, 1, splits));
    for (int order = 1; order < 3; order++) {
      List<Good> shuffled = new ArrayList<>(records);
      Collections.shuffle(shuffled, new Random(order));
      List<List<Good>> others = Splitting.cut(shuffled, order, new Random(order));
      List<Part> parts = Splitting.parts(config, 1, others, new Random(order));
      assertEquals(groups, partsOfGroups(shuffled, parts));
    }
    assertNotEquals(groups, partsOfGroups(records, Splitting.parts(config, 2, splits)));
  }

  @Test
  void tooFewGroupsAreRefused() {
    List<Good> two = List.of(Splitting.ofGroup("a"), Splitting.ofGroup("b"));
    DataException refusal =
        assertThrows(
            DataException.class,
            () -> Splitting.parts(config(new Fraction(0.1), 0.2), 1, List.of(two)));
    assertEquals(
        "expected at least 3 groups in customer, a part or fold at least one, found 2: ask for fewer in dataset.split, or split by record",
        refusal.getMessage());
    assertThrows(
        DataException.class, () -> Splitting.parts(config(new Fold(1, 3), 0), 1, List.of(two)));
  }

  private static GroupSplit config(Holdout validation, double test) {
    return new GroupSplit("customer", validation, test);
  }

  private static List<Good> records(int numGroups, Random random) {
    List<Good> records = new ArrayList<>();
    IntStream.range(0, numGroups)
        .forEach(
            i ->
                records.addAll(
                    Collections.nCopies(1 + random.nextInt(9), Splitting.ofGroup("group " + i))));
    Collections.shuffle(records, random);
    return records;
  }

  /** The part of each group, which is one. */
  private static Map<String, Part> partsOfGroups(List<Good> records, List<Part> parts) {
    Map<String, Part> ofGroups = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      Part before = ofGroups.putIfAbsent(group(records.get(i)), parts.get(i));
      assertTrue(before == null || before == parts.get(i), "a group in two parts");
    }
    return ofGroups;
  }

  private static int largestGroup(List<Good> records) {
    Map<String, Integer> sizes = new HashMap<>();
    records.forEach(record -> sizes.merge(group(record), 1, Integer::sum));
    return Collections.max(sizes.values());
  }

  private static String group(Good record) {
    return ((RawKey.Group) record.key().orElseThrow()).name();
  }
}
