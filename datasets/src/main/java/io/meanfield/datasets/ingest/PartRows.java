package io.meanfield.datasets.ingest;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.source.Documents;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.source.RawLabel;
import io.meanfield.datasets.transform.Packer;
import io.meanfield.datasets.transform.Statistics;
import io.meanfield.datasets.transform.TargetStatistics;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** From the records of one split to the rows of its parts. Used by one thread. */
final class PartRows implements SplitScan.Visitor {
  private final Map<Part, PartWriter> writers;
  private final Map<Part, Packer> packers = new EnumMap<>(Part.class);
  private final Statistics statistics;
  private final TargetStatistics targets;

  /**
   * @param writers one of each part
   * @param blocks how records are cut into blocks; empty if each is one row
   */
  PartRows(Schema schema, Map<Part, PartWriter> writers, Optional<Documents> blocks) {
    this.writers = writers;
    for (Part part : Part.values()) {
      packers.put(part, schema.encoding().newPacker(blocks));
    }
    this.statistics = schema.encoding().newStatistics();
    this.targets = schema.newTargetStatistics();
  }

  @Override
  public void visit(Part part, RawFeatures features, RawLabel label) throws IOException {
    targets.require(label);
    packers.get(part).add(features, row -> append(part, row, label));
    if (part == Part.TRAIN) {
      targets.add(label);
    }
  }

  /** Writes the last rows. */
  void finish() throws IOException {
    for (Part part : Part.values()) {
      packers.get(part).finish(row -> append(part, row, new RawLabel.None()));
    }
  }

  /** Of the rows of the training part. */
  Statistics statistics() {
    return statistics;
  }

  /** Of the labels of the training part. */
  TargetStatistics targets() {
    return targets;
  }

  private void append(Part part, byte[] row, RawLabel label) throws IOException {
    writers.get(part).append(row, label);
    if (part == Part.TRAIN) {
      statistics.add(row);
    }
  }
}
