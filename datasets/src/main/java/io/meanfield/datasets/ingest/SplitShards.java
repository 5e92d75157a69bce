package io.meanfield.datasets.ingest;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.source.RawSplit;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** What the second pass made of a split, in the order of its records. */
record SplitShards(
    Tally tally, List<ShardInfo> train, List<ShardInfo> validation, List<ShardInfo> test)
    implements Serializable {

  /** The second pass over one split. */
  record Task(SplitScan scan, ShardTarget target) implements SplitTask<SplitShards> {
    @Override
    public SplitShards run(RawSplit split) throws IOException {
      try (PartWriter train = new PartWriter(target, split, Part.TRAIN);
          PartWriter validation = new PartWriter(target, split, Part.VALIDATION);
          PartWriter test = new PartWriter(target, split, Part.TEST)) {
        Tally tally =
            scan.scan(
                split,
                (part, features, label) -> {
                  switch (part) {
                    case TRAIN -> train.append(features, label);
                    case VALIDATION -> validation.append(features, label);
                    case TEST -> test.append(features, label);
                  }
                });
        return new SplitShards(tally, train.finish(), validation.finish(), test.finish());
      }
    }
  }
}
