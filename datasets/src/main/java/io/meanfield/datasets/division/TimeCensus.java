package io.meanfield.datasets.division;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.source.RawKey;
import io.meanfield.datasets.source.RawResult;
import io.meanfield.datasets.source.RawSplit;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The order of time, cut where the parts begin that were asked for. */
final class TimeCensus implements Census {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(TimeCensus.class);

  private final TimeSplit config;
  private final KeyCounts counts = new KeyCounts();
  private final Set<RawKey.Time.Unit> units = EnumSet.noneOf(RawKey.Time.Unit.class);

  TimeCensus(TimeSplit config) {
    this.config = config;
  }

  @Override
  public void add(RawSplit split, RawResult.Good record) {
    record
        .key()
        .map(RawKey.Time.class::cast)
        .ifPresent(
            time -> {
              counts.add(KeyOrder.placeOf(time));
              units.add(time.unit());
            });
  }

  @Override
  public void merge(Census other) {
    TimeCensus next = (TimeCensus) other;
    counts.merge(next.counts);
    units.addAll(next.units);
  }

  @Override
  public PartAssignment finish() {
    if (units.isEmpty()) {
      return CutAssignment.uncut(KeyOrder.ofTimes(), Part.TRAIN);
    }
    if (units.size() > 1) {
      throw new DataException(
          "expected only numbers or only dates in %s, found both: write all of them in one way"
              .formatted(config.time()));
    }
    RawKey.Time.Unit unit = units.iterator().next();
    requireUnit("validation", config.validation(), unit);
    requireUnit("test", config.test(), unit);
    return cut(counts.boundaries(), unit);
  }

  private PartAssignment cut(Boundaries times, RawKey.Time.Unit unit) {
    int numEarlier = config.hasValidation() ? 2 : 1;
    requireTimes(times.numPieces(), numEarlier + (config.hasTest() ? 1 : 0));
    CutAssignment assignment = CutAssignment.uncut(KeyOrder.ofTimes(), Part.TRAIN);
    int end = times.numPieces();
    long testStart = Long.MAX_VALUE;
    if (config.hasTest()) {
      testStart = start(times, config.test(), numEarlier, end);
      end = times.firstFrom(testStart);
    }
    if (config.hasValidation()) {
      long start = Math.min(testStart, start(times, config.validation(), Math.min(1, end), end));
      LOG.info("validation part from {} on", KeyOrder.timeAt(start, unit));
      assignment = assignment.cutAt(start, Part.VALIDATION);
    }
    if (config.hasTest()) {
      LOG.info("test part from {} on", KeyOrder.timeAt(testStart, unit));
      assignment = assignment.cutAt(testStart, Part.TEST);
    }
    return assignment;
  }

  /** The place that begins a part of all that is before a boundary, and leaves some before it. */
  private static long start(Boundaries times, Holdout holdout, int leave, int end) {
    if (holdout instanceof Holdout.From from) {
      return KeyOrder.placeOf(from.time());
    }
    double target = times.before()[end] - Shares.fraction(holdout) * times.numRecords();
    return times.starts()[times.nearest(target, leave, end - 1)];
  }

  private void requireUnit(String key, Holdout holdout, RawKey.Time.Unit unit) {
    if (holdout instanceof Holdout.From from && from.time().unit() != unit) {
      throw new DataException(
          "expected a %s in dataset.split.%s, as %s has them, found \"%s\""
              .formatted(unit.name().toLowerCase(Locale.ROOT), key, config.time(), holdout));
    }
  }

  private void requireTimes(int found, int expected) {
    if (found < expected) {
      throw new DataException(
          "expected at least %d different times in %s, one a part, found %d: ask for fewer parts in dataset.split, or split by record"
              .formatted(expected, config.time(), found));
    }
  }
}
