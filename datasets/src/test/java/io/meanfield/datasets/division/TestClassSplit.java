package io.meanfield.datasets.division;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.division.Holdout.Fold;
import io.meanfield.datasets.division.Holdout.Fraction;
import io.meanfield.datasets.source.RawLabel;
import io.meanfield.datasets.source.RawResult.Good;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestClassSplit {
  private static final int NUM_TRIALS = 80;

  @Test
  void everyClassHasItsSharesExactToOneRecord() {
    for (int trial = 0; trial < NUM_TRIALS; trial++) {
      Random random = new Random(trial);
      double validation = random.nextInt(40) / 100.0;
      double test = random.nextInt(40) / 100.0;
      List<Good> records = records(random);
      List<List<Good>> splits = Splitting.cut(records, 1 + random.nextInt(6), random);
      List<Part> parts =
          Splitting.parts(new ClassSplit(new Fraction(validation), test), trial, splits);
      Map<String, long[]> counts = counts(records, parts);
      counts.forEach(
          (name, count) -> {
            long size = count[0] + count[1] + count[2];
            assertTrue(Math.abs(count[Part.TEST.ordinal()] - test * size) <= 1, name);
            assertTrue(count[Part.TRAIN.ordinal()] > 0, "something to train on");
            if (size > 10) {
              assertTrue(Math.abs(count[Part.VALIDATION.ordinal()] - validation * size) <= 1, name);
            }
          });
    }
  }

  @Test
  void wholeSharesAreMetToTheRecordAndClassesAddUp() {
    List<Good> records = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      records.addAll(Collections.nCopies(10, Splitting.ofClass("ten " + i)));
    }
    List<Part> parts = Splitting.parts(new ClassSplit(new Fraction(0.1), 0.2), 1, List.of(records));
    counts(records, parts)
        .values()
        .forEach(
            count -> {
              assertEquals(7, count[Part.TRAIN.ordinal()]);
              assertEquals(1, count[Part.VALIDATION.ordinal()]);
              assertEquals(2, count[Part.TEST.ordinal()]);
            });
    List<Good> pairs = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      pairs.addAll(Collections.nCopies(2, Splitting.ofClass("pair " + i)));
    }
    List<Part> ofPairs = Splitting.parts(new ClassSplit(new Fraction(0), 0.2), 1, List.of(pairs));
    assertEquals(200, Collections.frequency(ofPairs, Part.TEST), "of 1000");
  }

  @Test
  void foldsHoldOutEveryRecordOnceAndAreOfOneSizeInEveryClassAndTogether() {
    for (int trial = 0; trial < NUM_TRIALS / 4; trial++) {
      Random random = new Random(trial);
      int folds = 2 + random.nextInt(6);
      List<Good> records = records(random);
      List<List<Good>> splits = Splitting.cut(records, 3, random);
      List<Part> fractions = Splitting.parts(new ClassSplit(new Fraction(0.1), 0.2), trial, splits);
      int[] numHeldOut = new int[records.size()];
      List<Long> sizes = new ArrayList<>();
      Map<String, List<Long>> sizesOfClasses = new TreeMap<>();
      for (int fold = 1; fold <= folds; fold++) {
        List<Part> parts =
            Splitting.parts(new ClassSplit(new Fold(fold, folds), 0.2), trial, splits);
        for (int i = 0; i < numHeldOut.length; i++) {
          assertEquals(fractions.get(i) == Part.TEST, parts.get(i) == Part.TEST);
          numHeldOut[i] += parts.get(i) == Part.TRAIN ? 0 : 1;
        }
        sizes.add((long) Collections.frequency(parts, Part.VALIDATION));
        counts(records, parts)
            .forEach(
                (name, count) ->
                    sizesOfClasses
                        .computeIfAbsent(name, any -> new ArrayList<>())
                        .add(count[Part.VALIDATION.ordinal()]));
      }
      for (int i = 0; i < numHeldOut.length; i++) {
        assertEquals(fractions.get(i) == Part.TEST ? folds : 1, numHeldOut[i]);
      }
      assertWithinOne(sizes);
      sizesOfClasses.values().forEach(TestClassSplit::assertWithinOne);
    }
  }

  @Test
  void theOrderInWhichSplitsAreCountedDoesNotMatterAndTheSeedDoes() {
    Random random = new Random(1);
    List<List<Good>> splits = Splitting.cut(records(random), 5, random);
    ClassSplit config = new ClassSplit(new Fraction(0.3), 0.3);
    List<Part> parts = Splitting.parts(config, 1, splits, new Random(1));
    for (int order = 2; order < 20; order++) {
      assertEquals(parts, Splitting.parts(config, 1, splits, new Random(order)));
    }
    assertNotEquals(parts, Splitting.parts(config, 2, splits));
  }

  @Test
  void recordsOfAClassAreChosenByChanceAndNotByTheirPlace() {
    List<Good> records = Collections.nCopies(10_000, Splitting.ofClass("a"));
    List<Part> parts = Splitting.parts(new ClassSplit(new Fraction(0.1), 0.2), 1, List.of(records));
    for (int start = 0; start < 10_000; start += 1_000) {
      assertEquals(200, Collections.frequency(parts.subList(start, start + 1_000), Part.TEST), 60);
    }
  }

  /** Some classes large, some of a record or two, mixed up. */
  private static List<Good> records(Random random) {
    List<Good> records = new ArrayList<>();
    int numClasses = 1 + random.nextInt(12);
    IntStream.range(0, numClasses)
        .forEach(
            i ->
                records.addAll(
                    Collections.nCopies(
                        1 + random.nextInt(1 << random.nextInt(9)),
                        Splitting.ofClass("class " + i))));
    Collections.shuffle(records, random);
    return records;
  }

  private static Map<String, long[]> counts(List<Good> records, List<Part> parts) {
    Map<String, long[]> counts = new TreeMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String name = ((RawLabel.ClassName) records.get(i).label().orElseThrow()).name();
      counts.computeIfAbsent(name, any -> new long[3])[parts.get(i).ordinal()]++;
    }
    return counts;
  }

  private static void assertWithinOne(List<Long> sizes) {
    assertTrue(Collections.max(sizes) - Collections.min(sizes) <= 1, sizes.toString());
  }
}
