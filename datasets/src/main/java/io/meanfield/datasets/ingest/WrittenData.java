package io.meanfield.datasets.ingest;

import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.transform.Statistics;
import io.meanfield.datasets.transform.TargetStatistics;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What was written of all splits, in their order. */
record WrittenData(Schema schema, List<SplitShards> splits) {

  /**
   * The manifest of a data set that holds it.
   *
   * @param predecessor the data set that it is appended to or fitted on, if there is one
   */
  Manifest manifest(IngestConfig config, Optional<Predecessor> predecessor) throws IOException {
    Optional<Predecessor> first = predecessor.filter(older -> config.appendTo().isPresent());
    return new Manifest(
        Manifest.FORMAT_VERSION,
        config.fingerprint(),
        schema.encoding().features(),
        predecessor.isPresent() ? predecessor.get().labels() : scaledLabels(),
        predecessor.isPresent() ? predecessor.get().transform() : statistics().finish(),
        new Manifest.Division(config.seed(), config.split()),
        first.isPresent() ? first.get().and(parts(), config.shards()) : parts(),
        first.isPresent() ? first.get().and(tally().bad()) : tally().bad());
  }

  /** Of the training part. */
  Statistics statistics() {
    Statistics all = schema.encoding().newStatistics();
    splits.forEach(split -> all.merge(split.statistics()));
    return all;
  }

  Tally tally() {
    return splits.stream().map(SplitShards::tally).reduce(Tally.EMPTY, Tally::and);
  }

  private Labels scaledLabels() {
    TargetStatistics all = schema.newTargetStatistics();
    splits.forEach(split -> all.merge(split.targets()));
    return all.finish(schema.labels());
  }

  private Manifest.Parts parts() {
    return new Manifest.Parts(
        part(SplitShards::train), part(SplitShards::validation), part(SplitShards::test));
  }

  private PartInfo part(Function<SplitShards, List<ShardInfo>> shards) {
    return PartInfo.of(splits.stream().flatMap(split -> shards.apply(split).stream()).toList());
  }
}
