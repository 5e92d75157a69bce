package io.meanfield.datasets.ingest;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.transform.Fitting;
import java.io.IOException;
import java.io.Serializable;

/**
 * What the first pass learns from a split, or from several.
 *
 * @param fitting has seen the examples of the training part only
 */
record SplitSurvey(Tally tally, LabelSurvey labels, Fitting fitting) implements Serializable {

  /**
   * The first pass over one split.
   *
   * @param fitting has seen nothing yet; each task has a copy of its own
   */
  record Task(SplitScan scan, Fitting fitting) implements SplitTask<SplitSurvey> {
    @Override
    public SplitSurvey run(RawSplit split) throws IOException {
      LabelSurvey labels = new LabelSurvey();
      Tally tally =
          scan.scan(
              split,
              (part, features, label) -> {
                labels.requireLike(label);
                if (part == Part.TRAIN) {
                  fitting.add(features);
                }
                labels.add(label);
              });
      return new SplitSurvey(tally, labels, fitting);
    }
  }

  /** This one, which takes in what a later split has seen. */
  SplitSurvey and(SplitSurvey later) {
    try {
      labels.merge(later.labels);
      fitting.merge(later.fitting);
    } catch (IllegalArgumentException e) {
      throw new DataException(
          "expected all files of the source to hold the same kind of examples, found that they differ: %s: give them to data sets of their own"
              .formatted(e.getMessage()),
          e);
    }
    return new SplitSurvey(tally.and(later.tally), labels, fitting);
  }
}
