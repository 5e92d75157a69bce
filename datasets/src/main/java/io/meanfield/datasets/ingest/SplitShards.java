package io.meanfield.datasets.ingest;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.transform.Statistics;
import io.meanfield.datasets.transform.TargetStatistics;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What was written of a split, in the order of its records.
 *
 * @param statistics of the training part only
 * @param targets of the training part only
 */
record SplitShards(
    Tally tally,
    Statistics statistics,
    TargetStatistics targets,
    List<ShardInfo> train,
    List<ShardInfo> validation,
    List<ShardInfo> test)
    implements Serializable {

  /** Writes the shards of one split. */
  record Task(SplitScan scan, ShardTarget target) implements SplitTask<SplitShards> {
    @Override
    public SplitShards run(RawSplit split) throws IOException {
      try (PartWriter train = new PartWriter(target, split, Part.TRAIN);
          PartWriter validation = new PartWriter(target, split, Part.VALIDATION);
          PartWriter test = new PartWriter(target, split, Part.TEST)) {
        Map<Part, PartWriter> writers =
            Map.of(Part.TRAIN, train, Part.VALIDATION, validation, Part.TEST, test);
        PartRows rows = new PartRows(target.schema(), writers, scan.source().blocks());
        Tally tally = scan.scan(split, rows);
        rows.finish();
        return new SplitShards(
            tally,
            rows.statistics(),
            rows.targets(),
            train.finish(),
            validation.finish(),
            test.finish());
      }
    }
  }
}
