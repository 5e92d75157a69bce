package io.meanfield.datasets.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.SplitFractions;
import io.meanfield.datasets.source.RawSplit;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestPartAssignment {
  private static final RawSplit PLAIN = RawSplit.ofOne(0, "file", false);
  private static final RawSplit TEST = RawSplit.ofOne(1, "test file", true);
  private static final SplitFractions FRACTIONS = new SplitFractions(0.1, 0.2);

  @Test
  void partsHaveTheirSharesOfTheRecords() {
    List<Part> parts = parts(1, PLAIN, List.of(PLAIN));
    assertEquals(10_000, Collections.frequency(parts, Part.VALIDATION), 400);
    assertEquals(20_000, Collections.frequency(parts, Part.TEST), 500);
    assertEquals(70_000, Collections.frequency(parts, Part.TRAIN), 600);
  }

  @Test
  void theTestFractionIsWithoutEffectBesideATestPartOfTheSource() {
    List<RawSplit> splits = List.of(PLAIN, TEST);
    assertEquals(100_000, Collections.frequency(parts(1, TEST, splits), Part.TEST));
    List<Part> parts = parts(1, PLAIN, splits);
    assertEquals(0, Collections.frequency(parts, Part.TEST));
    assertEquals(10_000, Collections.frequency(parts, Part.VALIDATION), 400);
  }

  @Test
  void seedsAndSplitsGiveDifferentParts() {
    List<Part> parts = parts(1, PLAIN, List.of(PLAIN));
    assertEquals(parts, parts(1, PLAIN, List.of(PLAIN)));
    assertNotEquals(parts, parts(2, PLAIN, List.of(PLAIN)));
    assertNotEquals(parts, parts(1, RawSplit.ofOne(1, "file", false), List.of(PLAIN)));
  }

  private static List<Part> parts(long seed, RawSplit split, List<RawSplit> splits) {
    PartAssignment assignment = PartAssignment.of(seed, FRACTIONS, splits);
    return LongStream.range(0, 100_000).mapToObj(i -> assignment.partOf(split, i)).toList();
  }
}
