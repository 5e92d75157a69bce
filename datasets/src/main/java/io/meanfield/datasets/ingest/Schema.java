package io.meanfield.datasets.ingest;

import io.meanfield.datasets.Labels;
import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.transform.Encoding;
import io.meanfield.datasets.transform.TargetScaling;
import io.meanfield.datasets.transform.TargetStatistics;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** What must be known before an example can be written: labels without their scales. Immutable. */
record Schema(Encoding encoding, Labels labels, TargetScaling targets) implements Serializable {

  /** The schema, if source and configuration tell it before the data have been read. */
  static Optional<Schema> told(
      Source source, List<RawSplit> splits, Optional<Encoding> encoding, TargetScaling targets) {
    if (!source.hasLabels()) {
      return encoding.map(known -> new Schema(known, new Labels.None(), targets));
    }
    List<String> names = source.labelNames(splits);
    return names.isEmpty()
        ? Optional.empty()
        : encoding.map(
            known ->
                new Schema(
                    known,
                    source.hasClasses() ? new Labels.Classes(names) : new Labels.Targets(names),
                    targets));
  }

  TargetStatistics newTargetStatistics() {
    return new TargetStatistics(targets, labels);
  }
}
