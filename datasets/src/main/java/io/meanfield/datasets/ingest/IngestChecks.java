package io.meanfield.datasets.ingest;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Part;
import java.util.Locale;
import java.util.stream.Collectors;

/** What must hold for a data set to be published. */
record IngestChecks(IngestConfig config) {

  /**
   * @throws DataException if too many records are malformed or a part that is asked for is empty
   */
  void check(Tally tally) {
    if (tally.numRecords() == 0) {
      throw new DataException(
          "expected records in %s, found none: correct the path".formatted(config.source()));
    }
    checkBadFraction(tally);
    requireExamples(tally, Part.TRAIN);
    if (config.split().hasValidation()) {
      requireExamples(tally, Part.VALIDATION);
    }
    if (config.split().hasTest()) {
      requireExamples(tally, Part.TEST);
    }
  }

  private void checkBadFraction(Tally tally) {
    BadRecords bad = tally.bad();
    if (bad.count() > config.maxBadFraction() * tally.numRecords()) {
      throw new DataException(
          "expected at most a fraction of %s malformed records (max-bad-fraction), found %d of %d, the first %d:\n%s\nNothing was published: correct the files or raise max-bad-fraction."
              .formatted(
                  config.maxBadFraction(),
                  bad.count(),
                  tally.numRecords(),
                  bad.first().size(),
                  bad.first().stream().map(b -> "  " + b).collect(Collectors.joining("\n"))));
    }
  }

  private static void requireExamples(Tally tally, Part part) {
    if (tally.count(part) == 0) {
      throw new DataException(
          "expected examples in the %s part, found none of %d usable records there: give more data or change dataset.split"
              .formatted(
                  part.name().toLowerCase(Locale.ROOT), tally.numRecords() - tally.bad().count()));
    }
  }
}
