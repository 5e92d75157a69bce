package io.meanfield.datasets.ingest;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.fake.PatientJobs;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.datasets.shard.CacheFolder;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.source.Columns;
import io.meanfield.datasets.source.CsvSource;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.NumbersConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;

/** Tables of a number and a class, the first of which has 1, 2 and 3 to be fitted on. */
record SmallTables(JavaSparkContext spark, Path folder) {
  private static final List<String> NONE = List.of();
  private static final Storage STORAGE = new Storage(new Configuration(false));

  /** What a data set has of another one. */
  record Base(Optional<String> appendTo, Optional<String> fittedOn) {
    static final Base NO = new Base(Optional.empty(), Optional.empty());

    static Base appendTo(String name) {
      return new Base(Optional.of(name), Optional.empty());
    }

    static Base fittedOn(String name) {
      return new Base(Optional.empty(), Optional.of(name));
    }
  }

  Storage storage() {
    return STORAGE;
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  /**
   * @param lines of CSV, the first of them the names of both columns
   */
  IngestConfig config(String name, Base base, RecordSplit split, String... lines)
      throws IOException {
    Path raw = folder.resolve("raw-%s.csv".formatted(name.replace('/', '-')));
    Files.write(raw, List.of(lines));
    String[] names = lines[0].split(",");
    Columns columns =
        new Columns("", "", "", List.of(names[0]), NONE, NONE, NONE, names[1], NONE, NONE);
    return new IngestConfig(
        path(name),
        Optional.empty(),
        base.appendTo().map(this::path),
        base.fittedOn().map(this::path),
        new CsvSource(List.of(raw.toString()), NONE, columns),
        new NumbersConfig(),
        split,
        0,
        1,
        Compression.NONE,
        1);
  }

  Dataset ingest(DatasetConfig config) throws IOException {
    return new IngestJob(spark, new PatientJobs(), STORAGE).run(config, () -> "/");
  }

  /** With all examples in the training part. */
  Dataset ingest(String name, Base base, String... lines) throws IOException {
    return ingest(config(name, base, RecordSplit.ofFractions(0, 0), lines));
  }

  /** The numbers of a part, as the files had them. */
  List<Integer> values(Dataset dataset, Part part) throws IOException {
    long numExamples = dataset.manifest().part(part).numExamples();
    return values(dataset, part, LongStream.range(0, numExamples).toArray());
  }

  /** The numbers of some rows of a part, as the files had them. */
  List<Integer> values(Dataset dataset, Part part, long[] rows) throws IOException {
    List<Integer> values = new ArrayList<>();
    CacheFolder cache = new CacheFolder(folder.resolve("cache"), 1 << 30);
    try (BatchReader reader = BatchReader.open(STORAGE, dataset, part, cache)) {
      Batch batch = reader.read(rows);
      for (int row = 0; row < batch.size(); row++) {
        values.add(Math.round(2 + batch.features().get(row) * (float) Math.sqrt(2 / 3.0)));
      }
    }
    return values;
  }

  static List<String> files(Dataset dataset, Part part) {
    return dataset.manifest().part(part).shards().stream().map(ShardInfo::file).toList();
  }
}
