package io.meanfield.datasets.division;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.source.RawKey;
import io.meanfield.datasets.source.RawLabel;
import io.meanfield.datasets.source.RawResult.Good;
import io.meanfield.datasets.source.RawSplit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Divides records that are given as splits, without reading anything. */
final class Splitting {
  private Splitting() {}

  /** The parts of all records, one split behind the other. */
  static List<Part> parts(SplitConfig config, long seed, List<List<Good>> splits) {
    return parts(config, seed, splits, new Random(0));
  }

  /**
   * @param order in which the counts of splits come together
   */
  static List<Part> parts(SplitConfig config, long seed, List<List<Good>> splits, Random order) {
    List<Census> counted = new ArrayList<>();
    for (int ordinal = 0; ordinal < splits.size(); ordinal++) {
      Census census = config.newCensus(seed);
      for (Good record : splits.get(ordinal)) {
        census.add(split(ordinal), record);
      }
      counted.add(census);
    }
    Collections.shuffle(counted, order);
    Census all = config.newCensus(seed);
    counted.forEach(all::merge);
    return parts(all.finish(), splits);
  }

  static List<Part> parts(PartAssignment assignment, List<List<Good>> splits) {
    List<Part> parts = new ArrayList<>();
    for (int ordinal = 0; ordinal < splits.size(); ordinal++) {
      PartChooser chooser = assignment.chooser(split(ordinal));
      long number = 0;
      for (Good record : splits.get(ordinal)) {
        parts.add(chooser.partOf(number++, record));
      }
    }
    return parts;
  }

  /** The records one behind the other, cut at random places. */
  static List<List<Good>> cut(List<Good> records, int numSplits, Random random) {
    List<List<Good>> splits = new ArrayList<>();
    int start = 0;
    for (int i = numSplits; i > 0; i--) {
      int end = i == 1 ? records.size() : start + random.nextInt(records.size() - start + 1);
      splits.add(records.subList(start, end));
      start = end;
    }
    return splits;
  }

  static Good ofClass(String name) {
    return new Good(
        new RawFeatures.Text(""), Optional.of(new RawLabel.ClassName(name)), Optional.empty());
  }

  static Good ofGroup(String name) {
    return keyed(new RawKey.Group(name));
  }

  static Good at(String time) {
    return keyed(RawKey.Time.parse(time));
  }

  private static Good keyed(RawKey key) {
    return new Good(
        new RawFeatures.Text(""), Optional.of(new RawLabel.ClassName("a")), Optional.of(key));
  }

  private static RawSplit split(int ordinal) {
    return RawSplit.ofOne(ordinal, "file " + ordinal, false);
  }
}
