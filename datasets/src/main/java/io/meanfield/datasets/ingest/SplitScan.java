package io.meanfield.datasets.ingest;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.division.PartAssignment;
import io.meanfield.datasets.division.PartChooser;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.source.RawLabel;
import io.meanfield.datasets.source.RawPlace;
import io.meanfield.datasets.source.RawReader;
import io.meanfield.datasets.source.RawResult;
import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one split from start to end. Immutable. */
record SplitScan(Source source, Storage storage, PartAssignment assignment)
    implements Serializable {

  /** Takes the records that could be read, one after the other. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @throws IllegalArgumentException if the record cannot be used, which makes it a bad one
     */
    void visit(Part part, RawFeatures features, RawLabel label) throws IOException;
  }

  Tally scan(RawSplit split, Visitor visitor) throws IOException {
    Count count = new Count(split, visitor);
    try (RawReader reader = source.open(storage, split)) {
      for (Optional<RawResult> next = reader.next(); next.isPresent(); next = reader.next()) {
        count.take(next.get(), reader.place());
      }
    }
    return count.tally();
  }

  private final class Count {
    private final PartChooser parts;
    private final Visitor visitor;
    private final Map<Part, Long> numGood = new EnumMap<>(Part.class);
    private final List<RawResult.Bad> firstBad = new ArrayList<>();
    private long numBad;
    private long numRecords;

    Count(RawSplit split, Visitor visitor) {
      this.parts = assignment.chooser(split);
      this.visitor = visitor;
    }

    void take(RawResult result, RawPlace place) throws IOException {
      long number = numRecords++;
      if (result instanceof RawResult.Bad bad) {
        addBad(bad);
        return;
      }
      RawResult.Good good = (RawResult.Good) result;
      Part part = parts.partOf(number, good);
      try {
        RawLabel label =
            good.label()
                .orElseThrow(() -> new IllegalArgumentException("expected a label, found none"));
        visitor.visit(part, good.features(), label);
        numGood.merge(part, 1L, Long::sum);
      } catch (IllegalArgumentException e) {
        addBad(new RawResult.Bad(place.file(), place.position(), e.getMessage()));
      }
    }

    private void addBad(RawResult.Bad bad) {
      if (numBad++ < BadRecords.MAX_LISTED) {
        firstBad.add(bad);
      }
    }

    Tally tally() {
      return new Tally(
          numGood.getOrDefault(Part.TRAIN, 0L),
          numGood.getOrDefault(Part.VALIDATION, 0L),
          numGood.getOrDefault(Part.TEST, 0L),
          new BadRecords(numBad, firstBad));
    }
  }
}
