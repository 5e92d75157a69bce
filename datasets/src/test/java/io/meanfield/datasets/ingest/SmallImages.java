package io.meanfield.datasets.ingest;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.fake.FakeScaling;
import io.meanfield.datasets.fake.FakeSource;
import io.meanfield.datasets.fake.PatientJobs;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;

/** Raw images of two pixels in a folder, and data sets that are made of them beside. */
record SmallImages(JavaSparkContext spark, Path folder) {
  private static final Storage STORAGE = new Storage(new Configuration(false));

  /** Image i of class i % 3 is [i, i], in three files of 40, the class 10 in the third only. */
  FakeSource writeSource() throws IOException {
    List<String> files = new ArrayList<>();
    for (int file = 0; file < 3; file++) {
      int first = 40 * file;
      files.add(
          raw(
              "raw-" + file,
              IntStream.range(first, first + 40)
                  .mapToObj(i -> "%d %d %d".formatted(i == 119 ? 10 : i % 3, i, i))
                  .toList()));
    }
    return new FakeSource(files, List.of());
  }

  String raw(String name, List<String> lines) throws IOException {
    return Files.write(folder.resolve(name), lines).toString();
  }

  String shards() {
    return folder.resolve("shards").toString();
  }

  DatasetConfig config(Source of) {
    return config(shards(), of, RecordSplit.ofFractions(0.1, 0.2), 0);
  }

  DatasetConfig config(String shards, Source of, RecordSplit split, double maxBadFraction) {
    return new IngestConfig(
        shards,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        of,
        new FakeScaling(0),
        split,
        maxBadFraction,
        1,
        Compression.NONE,
        1);
  }

  Dataset ingest(DatasetConfig config) throws IOException {
    return new IngestJob(spark, new PatientJobs(), STORAGE).run(config, () -> "/");
  }

  String refusal(DatasetConfig config) {
    return assertThrows(DataException.class, () -> ingest(config)).getMessage();
  }

  void assertNothingLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.noneMatch(file -> file.toString().contains("shards")));
    }
  }

  static Map<String, byte[]> files(String folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }
}
