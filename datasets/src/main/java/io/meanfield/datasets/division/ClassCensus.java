package io.meanfield.datasets.division;

import io.meanfield.datasets.source.RawLabel;
import io.meanfield.datasets.source.RawResult;
import io.meanfield.datasets.source.RawSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many records of each class each split has. The shares of the classes are rounded so that they
 * add up: with the classes one behind the other, every stretch of records has its share.
 */
final class ClassCensus implements Census {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(ClassCensus.class);
  private static final int MAX_LISTED = 10;

  private final long seed;
  private final Holdout validation;
  private final double test;
  private final TreeMap<String, TreeMap<Integer, Long>> counts = new TreeMap<>(); // by ordinal

  ClassCensus(long seed, Holdout validation, double test) {
    this.seed = seed;
    this.validation = validation;
    this.test = test;
  }

  @Override
  public void add(RawSplit split, RawResult.Good record) {
    if (record.label().orElse(null) instanceof RawLabel.ClassName name) {
      add(name.name(), split.ordinal(), 1);
    }
  }

  @Override
  public void merge(Census other) {
    ((ClassCensus) other)
        .counts.forEach(
            (name, ofSplits) -> ofSplits.forEach((ordinal, count) -> add(name, ordinal, count)));
  }

  @Override
  public PartAssignment finish() {
    TreeMap<String, ClassShare> shares = new TreeMap<>();
    long numBefore = 0;
    long numDividedBefore = 0; // without the test part
    for (Map.Entry<String, TreeMap<Integer, Long>> counted : counts.entrySet()) {
      ClassShare share = share(counted.getValue(), numBefore, numDividedBefore);
      shares.put(counted.getKey(), share);
      numBefore += share.size();
      numDividedBefore += share.size() - share.numTest();
    }
    warnOfMissing(shares);
    return new ClassAssignment(seed, validation, shares);
  }

  private ClassShare share(TreeMap<Integer, Long> ofSplits, long numBefore, long numDividedBefore) {
    TreeMap<Integer, Long> starts = new TreeMap<>();
    long size = 0;
    for (Map.Entry<Integer, Long> split : ofSplits.entrySet()) {
      starts.put(split.getKey(), size);
      size += split.getValue();
    }
    long numTest = Math.min(size - 1, rounded(test, numBefore, size));
    double fraction = Shares.fraction(validation);
    long numValidation = Math.min(size - 1 - numTest, rounded(fraction, numBefore, size));
    return new ClassShare(starts, size, numTest, numValidation, numDividedBefore);
  }

  private static long rounded(double share, long numBefore, long size) {
    return Math.round(share * (numBefore + size)) - Math.round(share * numBefore);
  }

  private void warnOfMissing(TreeMap<String, ClassShare> shares) {
    List<String> missing = new ArrayList<>();
    shares.forEach(
        (name, share) -> {
          if (!share.isInEveryPart(validation, test)) {
            missing.add("%s (%d)".formatted(name, share.size()));
          }
        });
    if (!missing.isEmpty()) {
      LOG.warn(
          "expected records of every class in every part, found {} classes with too few: {}{}",
          missing.size(),
          String.join(", ", missing.subList(0, Math.min(MAX_LISTED, missing.size()))),
          missing.size() > MAX_LISTED ? ", ..." : "");
    }
  }

  private void add(String name, int ordinal, long count) {
    counts.computeIfAbsent(name, any -> new TreeMap<>()).merge(ordinal, count, Long::sum);
  }
}
