package io.meanfield.datasets.ingest;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.transform.Encoder;
import io.meanfield.datasets.transform.Encoding;
import io.meanfield.datasets.transform.Statistics;
import io.meanfield.datasets.transform.TargetStatistics;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

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
      Encoding encoding = target.schema().encoding();
      Encoder encoder = encoding.newEncoder();
      Statistics statistics = encoding.newStatistics();
      TargetStatistics targets = target.schema().newTargetStatistics();
      try (PartWriter train = new PartWriter(target, split, Part.TRAIN);
          PartWriter validation = new PartWriter(target, split, Part.VALIDATION);
          PartWriter test = new PartWriter(target, split, Part.TEST)) {
        Tally tally =
            scan.scan(
                split,
                (part, features, label) -> {
                  targets.require(label);
                  byte[] encoded = encoder.encode(features);
                  switch (part) {
                    case TRAIN -> {
                      train.append(encoded, label);
                      statistics.add(encoded);
                      targets.add(label);
                    }
                    case VALIDATION -> validation.append(encoded, label);
                    case TEST -> test.append(encoded, label);
                  }
                });
        return new SplitShards(
            tally, statistics, targets, train.finish(), validation.finish(), test.finish());
      }
    }
  }
}
