package io.meanfield.datasets.ingest;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.division.Census;
import io.meanfield.datasets.division.PartAssignment;
import io.meanfield.datasets.division.SplitConfig;
import io.meanfield.datasets.source.FileDivision;
import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.source.SparkSource;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.Encoding;
import io.meanfield.datasets.transform.Fitting;
import io.meanfield.datasets.transform.KnownEncoding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns raw data into a published data set with a Spark job of one task a split, which writes the
 * shards. Where examples cannot be encoded before all were seen, such as words before there is a
 * vocabulary, another job reads the raw data first, and one before that where the parts depend on
 * what the records are. Mixes published data sets without any job. Runs on the driver.
 */
public final class IngestJob {
  private static final Logger LOG = LoggerFactory.getLogger(IngestJob.class);

  private final JavaSparkContext spark;
  private final JobRunner jobs;
  private final Storage storage;

  public IngestJob(JavaSparkContext spark, JobRunner jobs, Storage storage) {
    this.spark = spark;
    this.jobs = jobs;
    this.storage = storage;
  }

  /** Where the raw data's relative paths start; asked for only if they are read. */
  @FunctionalInterface
  public interface RawFolder {
    String path() throws IOException;
  }

  /** Makes the source that is read of the one that is configured. */
  @FunctionalInterface
  private interface Preparation {
    Source prepare(String stagingFolder) throws IOException;
  }

  /**
   * The data set of the configuration, which is made unless it is there already.
   *
   * @throws DataException if the raw data are malformed beyond what the configuration allows, or
   *     the folder holds something else; nothing is published then
   */
  public Dataset run(DatasetConfig config, RawFolder rawFolder) throws IOException {
    if (config instanceof MixtureConfig mixture) {
      return run(mixture);
    }
    IngestConfig raw = (IngestConfig) config;
    return run(
        raw,
        staging ->
            raw.source() instanceof SparkSource rows
                ? sorted(raw, rows.within(rawFolder.path())).write(SparkRows::read, staging)
                : raw.split().keyed(raw.source()).within(rawFolder.path()));
  }

  /**
   * The same for rows that a program has, which must be the same whenever they are computed.
   *
   * @param config whose source is of format spark and has neither a reader nor a query
   */
  public Dataset run(DatasetConfig config, org.apache.spark.sql.Dataset<Row> rows)
      throws IOException {
    if (!(config instanceof IngestConfig raw
        && raw.source() instanceof SparkSource source
        && source.standsForDataFrame())) {
      throw new IllegalArgumentException(
          "expected {format: spark, columns: {...}} as dataset.source of a DataFrame, found "
              + config);
    }
    return run(raw, staging -> sorted(raw, source).write(given -> rows, staging));
  }

  private SortedRows sorted(IngestConfig config, SparkSource source) {
    return new SortedRows(source, config.split(), jobs, storage);
  }

  private Dataset run(MixtureConfig config) throws IOException {
    String folder = storage.qualify(config.shards());
    if (!storage.list(folder).isEmpty()) {
      return published(config, folder);
    }
    Mixture mixture = Mixture.load(storage, config);
    try (Staging staging = Staging.create(storage, folder)) {
      Dataset dataset = staging.publish(mixture.manifest(storage));
      LOG.info("published {}: {}", folder, inWords(dataset.manifest()));
      return dataset;
    }
  }

  private Dataset run(IngestConfig config, Preparation preparation) throws IOException {
    String folder = storage.qualify(config.shards());
    if (!storage.list(folder).isEmpty()) {
      return published(config, folder);
    }
    Optional<Predecessor> predecessor = Predecessor.of(storage, config);
    try (Staging staging = Staging.create(storage, folder)) {
      Source source = preparation.prepare(staging.folder());
      List<RawSplit> splits = splits(source);
      SplitScan scan = new SplitScan(source, storage, assignment(config, source, splits));
      Schema schema =
          predecessor.isPresent()
              ? predecessor.get().schema(config, source, splits)
              : schema(config, scan, splits);
      ShardTarget target =
          new ShardTarget(
              storage,
              staging.folder(),
              schema,
              (long) config.shardMib() << 20,
              config.compression());
      WrittenData written =
          new WrittenData(
              schema, new SplitJob<>(splits, new SplitShards.Task(scan, target)).run(spark, jobs));
      new IngestChecks(config).check(written.tally());
      Dataset dataset = staging.publish(written.manifest(config, predecessor));
      LOG.info("published {}: {}", folder, inWords(dataset.manifest()));
      written.statistics().remark().ifPresent(LOG::info);
      return dataset;
    }
  }

  private Schema schema(IngestConfig config, SplitScan scan, List<RawSplit> splits)
      throws IOException {
    Source source = scan.source();
    Optional<Encoding> known = config.transform().encoding(source.featureNames(), storage);
    Optional<Schema> told = Schema.told(source, splits, known, config.transform().targets());
    Fitting fitting =
        known.isPresent()
            ? new KnownEncoding(known.get())
            : config.transform().newFitting(source.featureNames());
    return told.isPresent() ? told.get() : surveyed(config, fitting, scan, splits);
  }

  private Dataset published(DatasetConfig config, String folder) throws IOException {
    if (!Dataset.isPublished(storage, folder)) {
      throw new DataException(
          "expected an empty folder or a data set in %s, found other files: choose another folder for the shards"
              .formatted(folder));
    }
    Dataset dataset = Dataset.load(storage, folder);
    String found = dataset.manifest().fingerprint();
    if (!found.equals(config.fingerprint())) {
      throw new DataException(
          "%s holds a data set that was ingested with another configuration: expected fingerprint %s, found %s: delete the folder or choose another one"
              .formatted(folder, config.fingerprint(), found));
    }
    LOG.info("{} is there already, ingested with the same configuration", folder);
    return dataset;
  }

  private List<RawSplit> splits(Source source) throws IOException {
    List<RawSplit> splits = source.splits(storage);
    if (splits.isEmpty()) {
      throw new DataException(
          "expected files in %s, found none: correct the path".formatted(source));
    }
    FileDivision division = FileDivision.of(source, storage, splits);
    if (division.pieces().isEmpty()) {
      return splits;
    }
    SplitStart start = new SplitStart(storage, source.recordEnd().orElseThrow());
    return division.splits(new SplitJob<>(division.pieces(), start).run(spark, jobs));
  }

  private PartAssignment assignment(IngestConfig config, Source source, List<RawSplit> splits)
      throws IOException {
    boolean sourceHasTestPart = splits.stream().anyMatch(RawSplit::isTest);
    SplitConfig split = sourceHasTestPart ? config.split().withoutTest() : config.split();
    Census census = split.newCensus(config.seed());
    if (split.needsCount()) {
      List<RawSplit> divided = splits.stream().filter(piece -> !piece.isTest()).toList();
      SplitCount count = new SplitCount(source, storage, split.newCensus(config.seed()));
      new SplitJob<>(divided, count).run(spark, jobs).forEach(census::merge);
    }
    return census.finish();
  }

  private Schema surveyed(
      IngestConfig config, Fitting fitting, SplitScan scan, List<RawSplit> splits)
      throws IOException {
    SplitSurvey survey =
        new SplitJob<>(splits, new SplitSurvey.Task(scan, fitting))
            .run(spark, jobs).stream().reduce(SplitSurvey::and).orElseThrow();
    new IngestChecks(config).check(survey.tally());
    return new Schema(
        survey.fitting().finish(),
        survey.labels().finish(scan.source().labelNames(splits)),
        config.transform().targets());
  }

  private static String inWords(Manifest manifest) {
    return "%d examples to train on, %d for validation, %d to test with, %d malformed records"
        .formatted(
            manifest.parts().train().numExamples(),
            manifest.parts().validation().numExamples(),
            manifest.parts().test().numExamples(),
            manifest.badRecords().count());
  }
}
