package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.source.ImageFolderSource;
import io.meanfield.datasets.source.RawReader;
import io.meanfield.datasets.source.RawResult;
import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.driver.Commands.Printed;
import io.meanfield.driver.spark.SparkApplication;
import io.meanfield.worker.ComputeConfig;
import io.meanfield.worker.protocol.ErrorCode;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that keeps everything on HDFS, is killed there and goes on there. */
@Tag("cluster")
class TestOnHdfs {
  private static final Path DIGITS = Path.of("../datasets/digits/digits.csv.gz");
  private static final int NUM_DIGITS = 1797;
  private static final String RUN = "/runs/digits";

  @TempDir static Path disk;
  private static Commands commands;
  private static Hdfs hdfs;
  private static Printed onLocalFiles;
  private static Printed resumed;
  private static List<String> afterTheKill;

  @BeforeAll
  static void trainKillAndResume() throws Exception {
    commands = new Commands(Files.createDirectory(disk.resolve("tmp")));
    onLocalFiles =
        commands.run(onFiles("train", disk.toUri().toString(), DIGITS.toUri().toString()));

    hdfs = new Hdfs(disk.resolve("hdfs"));
    hdfs.copyIn(DIGITS, "/raw/digits.csv.gz");
    commands.run(onHdfs("ingest"));
    commands.killWhenItPrints("round 5/14", onHdfs("train"));
    afterTheKill = hdfs.list(RUN);
    hdfs.create(RUN + "/model/.unfinished-model.zip.1");
    hdfs.create(RUN + "/checkpoints/.unfinished-round-0000000009/slice-00000.bin");
    resumed = commands.run(onHdfs("train"));
  }

  @AfterAll
  static void stop() {
    hdfs.close();
    commands.close();
  }

  @Test
  void aKilledRunGoesOnFromItsCheckpointToTheBytesOfARunOnLocalFiles() {
    assertEquals(List.of("checkpoints", "config.yaml", "events", "manifest.json"), afterTheKill);
    assertTrue(resumed.has("resuming after round"), resumed::toString);
    assertEquals(onLocalFiles.result("parameters-sha256"), resumed.result("parameters-sha256"));
  }

  @Test
  void theModelIsEvaluatedAsItsRunSaid() {
    Printed evaluated = commands.run(List.of("evaluate", hdfs.uri(RUN)));
    assertEquals(resumed.result("accuracy"), evaluated.result("accuracy"));
    assertEquals(resumed.result("parameters-sha256"), evaluated.result("parameters-sha256"));
  }

  @Test
  void parquetAndCsvHaveTheSamePredictions() throws Exception {
    predict("PARQUET", "/predictions/parquet");
    predict("CSV", "/predictions/csv");
    assertEquals(List.of("csv", "parquet"), hdfs.list("/predictions"));
    try (SparkApplication spark = SparkApplication.start("compare", ComputeConfig.USUAL)) {
      DataFrameReader read = spark.session().read().option("header", true);
      Dataset<Row> parquet = read.parquet(hdfs.uri("/predictions/parquet"));
      Dataset<Row> csv = read.schema(parquet.schema()).csv(hdfs.uri("/predictions/csv"));
      assertEquals(NUM_DIGITS, parquet.where("problem is null and label is not null").count());
      assertEquals(parquet.collectAsList(), csv.collectAsList());
    }
  }

  @Test
  void foldersOfImagesAreListedAndReadThere() throws Exception {
    Path image = disk.resolve("image.png");
    ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
    for (String name : List.of("cat/tom", "dog/old/rex", "dog/_thumbnails/small")) {
      hdfs.copyIn(image, "/images/" + name);
    }
    Storage storage = new Storage(new Configuration(false));
    Source source = new ImageFolderSource(hdfs.uri("/images"), "");
    RawSplit split = source.splits(storage).get(0);
    assertEquals(List.of("cat", "dog"), source.labelNames(List.of(split)));
    try (RawReader reader = source.open(storage, split)) {
      for (String file : List.of("/images/cat/tom", "/images/dog/old/rex")) {
        assertInstanceOf(RawResult.Good.class, reader.next().orElseThrow());
        assertEquals(hdfs.uri(file), reader.place().file());
      }
      assertTrue(reader.next().isEmpty());
    }
  }

  @Test
  void whatTheKilledProcessSawIsThere() throws Exception {
    List<String> events = hdfs.read(RUN + "/events/attempt-1.jsonl").lines().toList();
    assertTrue(events.get(0).contains("run-started"), events::toString);
    assertTrue(events.size() > 5, events::toString);
  }

  @Test
  void nothingHalfWrittenIsLeft() throws Exception {
    List<String> unfinished =
        hdfs.everythingBelow("/").stream()
            .filter(path -> path.contains("/.") || path.contains("/_temporary"))
            .toList();
    assertEquals(List.of(), unfinished);
    try (Stream<Path> cache = Files.list(disk.resolve("tmp/meanfield-shards"))) {
      List<String> names = cache.map(Path::toString).toList();
      assertTrue(names.stream().anyMatch(name -> name.endsWith(".arrow")), names::toString);
      assertTrue(names.stream().noneMatch(name -> name.endsWith(".part")), names::toString);
    }
    assertEquals(List.of(RUN + "/events/attempt-1.jsonl"), hdfs.openFiles());
    assertEquals(
        List.of(
            "checkpoints", "config.yaml", "evaluation.json", "events", "manifest.json", "model"),
        hdfs.list(RUN));
    assertEquals(List.of("round-0000000012", "round-0000000014"), hdfs.list(RUN + "/checkpoints"));
  }

  @Test
  void aFailedPredictionLeavesNothing() throws Exception {
    Path cutOff = disk.resolve("cut-off.csv.gz");
    byte[] whole = Files.readAllBytes(DIGITS);
    Files.write(cutOff, Arrays.copyOf(whole, whole.length / 2));
    hdfs.copyIn(cutOff, "/raw/cut-off.csv.gz");
    int code =
        Main.run(
            "predict",
            hdfs.uri(RUN),
            hdfs.uri("/raw/cut-off.csv.gz"),
            "--output",
            hdfs.uri("/failed-predictions"));
    assertEquals(ErrorCode.DATA.exitCode(), code);
    assertFalse(hdfs.list("/").stream().anyMatch(name -> name.endsWith("failed-predictions")));
  }

  private static void predict(String format, String folder) {
    commands.run(
        List.of(
            "predict",
            hdfs.uri(RUN),
            hdfs.uri("/raw/digits.csv.gz"),
            "--format",
            format,
            "--output",
            hdfs.uri(folder)));
  }

  private static List<String> onHdfs(String command) {
    return onFiles(command, hdfs.uri("/"), hdfs.uri("/raw/digits.csv.gz"));
  }

  /** Two epochs of seven rounds, with a checkpoint every three. */
  private static List<String> onFiles(String command, String root, String digits) {
    List<String> all = new ArrayList<>(List.of(command, "../conf/digits-mlp.yaml"));
    Stream.of(
            "run.folder=" + root + "runs/digits",
            "dataset.shards=" + root + "shards",
            "dataset.source.files=[" + digits + "]",
            "training.epochs=2",
            "sync.strategy=diloco",
            "sync.local-steps=3",
            "checkpoint.every-rounds=3")
        .forEach(all::add);
    return all;
  }
}
