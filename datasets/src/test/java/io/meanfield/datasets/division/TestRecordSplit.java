package io.meanfield.datasets.division;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.plan.CounterHash;
import io.meanfield.datasets.source.RawSplit;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestRecordSplit {
  private static final int NUM_RECORDS = 100_000;
  private static final RawSplit PLAIN = RawSplit.ofOne(0, "file", false);
  private static final RecordSplit FRACTIONS = RecordSplit.ofFractions(0.1, 0.2);

  @Test
  void partsHaveTheirSharesOfTheRecords() {
    List<Part> parts = parts(FRACTIONS, 1, PLAIN);
    assertEquals(10_000, Collections.frequency(parts, Part.VALIDATION), 400);
    assertEquals(20_000, Collections.frequency(parts, Part.TEST), 500);
    assertEquals(70_000, Collections.frequency(parts, Part.TRAIN), 600);
  }

  /** Data sets that are published already must come out again as they are. */
  @Test
  void theHashOfAPlaceDecidesAsItAlwaysDid() {
    List<Part> parts = parts(FRACTIONS, 7, RawSplit.ofOne(3, "file", false));
    for (int i = 0; i < NUM_RECORDS; i++) {
      double uniform = CounterHash.uniform(7, 3, i);
      Part expected =
          uniform < 0.2 ? Part.TEST : uniform < 0.1 + 0.2 ? Part.VALIDATION : Part.TRAIN;
      assertEquals(expected, parts.get(i));
    }
  }

  @Test
  void aTestPartOfTheSourceStaysAndNoOtherIsMade() {
    List<Part> own = parts(FRACTIONS.withoutTest(), 1, RawSplit.ofOne(1, "test file", true));
    assertEquals(NUM_RECORDS, Collections.frequency(own, Part.TEST));
    List<Part> parts = parts(FRACTIONS.withoutTest(), 1, PLAIN);
    assertEquals(0, Collections.frequency(parts, Part.TEST));
    assertEquals(10_000, Collections.frequency(parts, Part.VALIDATION), 400);
  }

  @Test
  void seedsAndSplitsGiveDifferentParts() {
    List<Part> parts = parts(FRACTIONS, 1, PLAIN);
    assertEquals(parts, parts(FRACTIONS, 1, PLAIN));
    assertNotEquals(parts, parts(FRACTIONS, 2, PLAIN));
    assertNotEquals(parts, parts(FRACTIONS, 1, RawSplit.ofOne(1, "file", false)));
  }

  @Test
  void foldsHoldOutEveryRecordOnceBesideTheSameTestPart() {
    List<Part> fractions = parts(FRACTIONS, 1, PLAIN);
    List<List<Part>> folds =
        IntStream.rangeClosed(1, 5)
            .mapToObj(number -> parts(new RecordSplit(new Holdout.Fold(number, 5), 0.2), 1, PLAIN))
            .toList();
    for (int i = 0; i < NUM_RECORDS; i++) {
      int record = i;
      List<Part> found = folds.stream().map(parts -> parts.get(record)).toList();
      boolean isTest = fractions.get(i) == Part.TEST;
      assertEquals(isTest ? 5 : 0, Collections.frequency(found, Part.TEST));
      assertEquals(isTest ? 0 : 1, Collections.frequency(found, Part.VALIDATION));
    }
    folds.forEach(
        parts -> assertEquals(16_000, Collections.frequency(parts, Part.VALIDATION), 500));
  }

  private static List<Part> parts(RecordSplit config, long seed, RawSplit split) {
    PartChooser chooser = config.newCensus(seed).finish().chooser(split);
    return LongStream.range(0, NUM_RECORDS)
        .mapToObj(i -> chooser.partOf(i, Splitting.ofClass("any")))
        .toList();
  }
}
