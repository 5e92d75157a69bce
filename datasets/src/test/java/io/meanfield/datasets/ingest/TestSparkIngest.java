package io.meanfield.datasets.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.fake.PatientJobs;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.source.Columns;
import io.meanfield.datasets.source.RawReader;
import io.meanfield.datasets.source.RawResult;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.source.SparkSource;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.CategoryForm;
import io.meanfield.datasets.transform.ImageConfig;
import io.meanfield.datasets.transform.NumberScaling;
import io.meanfield.datasets.transform.TableConfig;
import io.meanfield.datasets.transform.TargetScaling;
import io.meanfield.datasets.transform.TransformConfig;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what Spark reads, and from DataFrames, to shards. */
@Tag("unit")
class TestSparkIngest {
  private static final List<String> NONE = List.of();
  private static final Columns HOUSES =
      new Columns(
          "",
          "",
          "",
          List.of("area"),
          List.of("quarter"),
          NONE,
          List.of("built"),
          "",
          List.of("price"),
          List.of("NA"));
  private static final TransformConfig TABLE =
      new TableConfig(NumberScaling.NONE, CategoryForm.ONE_HOT, 50, 1, TargetScaling.NONE);
  private static final String ROWS =
      """
      SELECT id * 1.5D AS area, concat('q ', id %% 3) AS quarter, id - 0.5D AS price,
        timestamp_seconds(id * 100000) AS built, 'x' AS unused FROM range(%d)
      """;

  private static SparkSession session;

  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration(false));

  @BeforeAll
  static void startSpark() {
    session = LocalSpark.session();
  }

  @AfterAll
  static void stopSpark() {
    session.stop();
  }

  @Test
  void theOrderAndDivisionOfADataFrameMakeNoDifference() throws IOException {
    org.apache.spark.sql.Dataset<Row> rows = session.sql(ROWS.formatted(2000));
    Manifest first = ingest(rows.coalesce(1), "first").manifest();
    Manifest second = ingest(rows.repartition(7).orderBy(functions.rand(3)), "second").manifest();
    assertEquals(first.hash(), second.hash());
    assertEquals(2000, first.part(Part.TRAIN).numExamples());
    assertEquals(new Labels.Targets(List.of("price")), first.labels());
    assertTrue(
        ((Features.Numbers) first.features()).names().containsAll(List.of("area", "quarter=q 1")),
        first.features().toString());
    assertEquals(List.of("manifest.json", "train-00000-00000.arrow"), files("first"));
  }

  @Test
  void manyRowsAreDividedByTheirHashesAndNoneIsLost() throws IOException {
    org.apache.spark.sql.Dataset<Row> rows =
        session.sql(
            "SELECT id % 100000 AS area, rpad(id % 5, 40, 'x') AS quarter, 1 AS price, DATE'2024-01-01' AS built FROM range(120000)");
    Manifest first = ingest(rows.coalesce(1), "first").manifest();
    Manifest second = ingest(rows.repartition(5), "second").manifest();
    assertEquals(first.hash(), second.hash());
    assertEquals(120_000, first.part(Part.TRAIN).numExamples());
    int numSplits = first.part(Part.TRAIN).shards().size();
    assertTrue(numSplits > 5 && numSplits < 12, numSplits + " splits of 7.7 MB");
  }

  @Test
  void negativeZeroIsZero() throws IOException {
    String rows =
        "SELECT %sD AS area, 'a' AS quarter, DATE'2024-01-01' AS built, 1 AS price FROM range(4)";
    assertEquals(
        ingest(session.sql(rows.formatted("0.0")), "first").manifest().hash(),
        ingest(session.sql(rows.formatted("-0.0")), "second").manifest().hash());
  }

  @Test
  void aTimeOfADataFrameIsThatOfTheClockOfItsSession() throws IOException {
    SparkSession far = session.newSession();
    far.conf().set("spark.sql.session.timeZone", "America/Los_Angeles");
    String rows =
        "SELECT 1 AS area, 'a' AS quarter, TIMESTAMP'2024-07-01 %s:00:00' AS built, 1 AS price FROM range(4)";
    String atNine = ingest(session.sql(rows.formatted("09")), "first").manifest().hash();
    assertEquals(atNine, ingest(far.sql(rows.formatted("09")), "second").manifest().hash());
    assertFalse(
        atNine.equals(ingest(far.sql(rows.formatted("10")), "third").manifest().hash()), atNine);
  }

  @Test
  void filesOfSparksReadersAreReadWithTheirOptions() throws IOException {
    org.apache.spark.sql.Dataset<Row> rows = session.sql(ROWS.formatted(50));
    rows.repartition(3).write().orc(folder.resolve("orc").toString());
    rows.repartition(2).write().json(folder.resolve("json").toString());
    rows.write().option("header", true).option("sep", ";").csv(folder.resolve("csv").toString());
    SparkSource orc = new SparkSource("orc", Map.of(), List.of("orc"), "", HOUSES);
    SparkSource json =
        new SparkSource(
            "json",
            Map.of(),
            List.of("json"),
            "SELECT area, quarter, price, CAST(built AS TIMESTAMP) AS built FROM input",
            HOUSES);
    SparkSource csv =
        new SparkSource(
            "csv",
            Map.of("header", "true", "sep", ";", "inferSchema", "true"),
            List.of("csv/*.csv"),
            "",
            HOUSES);
    List<String> shards = new ArrayList<>();
    for (SparkSource source : List.of(orc, json, csv)) {
      Manifest manifest = ingest(source, TABLE, source.reader() + "-shards").manifest();
      assertEquals(50, manifest.part(Part.TRAIN).numExamples(), source.toString());
      shards.add(manifest.part(Part.TRAIN).shards().get(0).xxh64());
    }
    assertEquals(1, shards.stream().distinct().count(), shards.toString());
  }

  @Test
  void aQueryMayReadTablesOfTheCatalog() throws IOException {
    SparkSource source = new SparkSource("", Map.of(), NONE, ROWS.formatted(20), HOUSES);
    assertEquals(20, ingest(source, TABLE, "shards").manifest().part(Part.TRAIN).numExamples());
  }

  @Test
  void binaryFilesAreImagesWhoseFoldersAreClasses() throws IOException {
    for (String kind : List.of("cat", "dog")) {
      Files.createDirectories(folder.resolve("pictures").resolve(kind));
      for (int i = 0; i < 4; i++) {
        BufferedImage image = new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB);
        image.setRGB(i, 2, kind.equals("cat") ? 0xff0000 : 0x0000ff);
        ImageIO.write(
            image, "png", folder.resolve("pictures").resolve(kind).resolve(i + ".png").toFile());
      }
    }
    Files.writeString(folder.resolve("pictures/dog/text.png"), "no image");
    SparkSource source =
        new SparkSource(
            "binaryFile",
            Map.of("recursiveFileLookup", "true", "pathGlobFilter", "*.png"),
            List.of("pictures"),
            "SELECT content, element_at(split(path, '/'), -2) AS kind FROM input",
            new Columns("", "", "content", NONE, NONE, NONE, NONE, "kind", NONE, NONE));
    Manifest manifest = ingest(source, image(), "shards").manifest();
    assertEquals(new Labels.Classes(List.of("cat", "dog")), manifest.labels());
    assertEquals(new Features.Image(4, 5, 3), manifest.features());
    assertEquals(8, manifest.part(Part.TRAIN).numExamples());
    assertEquals(1, manifest.badRecords().count());
    RawResult.Bad bad = manifest.badRecords().first().get(0);
    assertTrue(
        bad.file().startsWith("binaryFile ") && bad.file().endsWith(", part 1 of 1"), bad.file());
    assertTrue(bad.position().startsWith("record "), bad.position());
  }

  @Test
  void imagesOfSparksImageSourceArePixels() throws IOException {
    StructType image =
        new StructType()
            .add("origin", DataTypes.StringType)
            .add("height", DataTypes.IntegerType)
            .add("width", DataTypes.IntegerType)
            .add("nChannels", DataTypes.IntegerType)
            .add("mode", DataTypes.IntegerType)
            .add("data", DataTypes.BinaryType);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      byte[] bgr = {(byte) i, 1, 2, 3, 4, 5};
      rows.add(
          RowFactory.create(RowFactory.create("file:/" + i, 1, 2, 3, 16, bgr), "kind " + i % 2));
    }
    Dataset dataset =
        new IngestJob(context(), new PatientJobs(), storage)
            .run(
                config(
                    given(new Columns("", "", "image", NONE, NONE, NONE, NONE, "kind", NONE, NONE)),
                    image(),
                    "shards"),
                session.createDataFrame(
                    rows, new StructType().add("image", image).add("kind", DataTypes.StringType)));
    assertEquals(new Features.Image(1, 2, 3), dataset.manifest().features());
    assertEquals(6, dataset.manifest().part(Part.TRAIN).numExamples());
  }

  @Test
  void whatSparkCannotDoIsToldInItsWords() {
    assertFails(
        new SparkSource("orc", Map.of(), List.of("nowhere"), "", HOUSES), "Path does not exist");
    assertFails(new SparkSource("ork", Map.of(), NONE, "", HOUSES), "ork");
    assertFails(new SparkSource("", Map.of(), NONE, "SELECT FROM", HOUSES), "expected rows of");
    assertFails(
        new SparkSource("jdbc", Map.of("url", "jdbc:x:y", "dbtable", "t"), NONE, "", HOUSES),
        "No suitable driver");
    assertFails(new SparkSource("", Map.of(), NONE, "SELECT * FROM nowhere", HOUSES), "`nowhere`");
    assertFails(
        new SparkSource("", Map.of(), NONE, "SELECT 1 AS aera, 2 AS price", HOUSES),
        "expected the column area, found the columns [aera, price]: did you mean aera?");
    assertFails(
        new SparkSource(
            "",
            Map.of(),
            NONE,
            "SELECT array(1) AS area, 'a' AS quarter, DATE'2024-01-01' AS built, 1 AS price",
            HOUSES),
        "expected numbers in the column area, found the type");
    assertFails(given(HOUSES), "expected a data set that a program ingested from a DataFrame");
  }

  @Test
  void aDataFrameNeedsAConfigurationWithoutReader() {
    SparkSource orc = new SparkSource("orc", Map.of(), List.of("orc"), "", HOUSES);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new IngestJob(context(), new PatientJobs(), storage)
                        .run(config(orc, TABLE, "shards"), session.sql(ROWS.formatted(1))))
            .getMessage();
    assertTrue(message.contains("{format: spark, columns: {...}}"), message);
  }

  @Test
  void predictionReadsParquetFilesOfTheSameColumns() throws IOException {
    session
        .sql(ROWS.formatted(3))
        .drop("price")
        .coalesce(1)
        .write()
        .parquet(folder.resolve("new").toString());
    Source source = given(HOUSES).unlabelled(List.of(folder.resolve("new").toString()));
    try (RawReader reader = source.open(storage, source.splits(storage).get(0))) {
      for (int i = 0; i < 3; i++) {
        RawResult.Good good = (RawResult.Good) reader.next().orElseThrow();
        assertTrue(good.label().isEmpty(), good.toString());
      }
      assertTrue(reader.next().isEmpty());
    }
  }

  private Dataset ingest(org.apache.spark.sql.Dataset<Row> rows, String shards) throws IOException {
    return new IngestJob(context(), new PatientJobs(), storage)
        .run(config(given(HOUSES), TABLE, shards), rows);
  }

  private Dataset ingest(SparkSource source, TransformConfig transform, String shards)
      throws IOException {
    return new IngestJob(context(), new PatientJobs(), storage)
        .run(config(source, transform, shards), folder::toString);
  }

  private void assertFails(SparkSource source, String expected) {
    String message =
        assertThrows(DataException.class, () -> ingest(source, TABLE, "shards")).getMessage();
    assertTrue(message.contains(expected), message);
    assertFalse(Files.exists(folder.resolve("shards")), message);
  }

  private static SparkSource given(Columns columns) {
    return new SparkSource("", Map.of(), NONE, "", columns);
  }

  private DatasetConfig config(SparkSource source, TransformConfig transform, String shards) {
    return new IngestConfig(
        folder.resolve(shards).toString(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        source,
        transform,
        RecordSplit.ofFractions(0, 0),
        0.2,
        64,
        Compression.NONE,
        1);
  }

  private List<String> files(String shards) throws IOException {
    return storage.list(folder.resolve(shards).toString());
  }

  private static JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  private static ImageConfig image() {
    return ImageConfig.ofSourceSize();
  }
}
