package io.meanfield.datasets.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.ingest.SmallTables.Base;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestAppendedIngest {
  private static JavaSparkContext spark;

  private SmallTables tables;

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.start();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @BeforeEach
  void ingestFirst(@TempDir Path folder) throws IOException {
    tables = new SmallTables(spark, folder);
    tables.ingest("first", Base.NO, "x,label", "1,a", "2,b", "3,a");
  }

  @Test
  void itsShardsComeAfterThoseOfTheOlderOneWhichItOnlyRefersTo() throws IOException {
    Dataset second = tables.ingest("second", Base.appendTo("first"), "x,label", "40,b", "50,a");
    Dataset third = tables.ingest("deep/third", Base.appendTo("second"), "x,label", "600,b");
    assertEquals(List.of(1, 2, 3), tables.values(load("first"), Part.TRAIN));
    assertEquals(List.of(1, 2, 3, 40, 50), tables.values(second, Part.TRAIN));
    assertEquals(List.of(1, 2, 3, 40, 50, 600), tables.values(third, Part.TRAIN));
    assertEquals(
        List.of("../first/train-00000-00000.arrow", "train-00000-00000.arrow"),
        SmallTables.files(second, Part.TRAIN));
    List<String> files = SmallTables.files(third, Part.TRAIN);
    assertTrue(files.get(0).startsWith("file:"), "not a neighbour: " + files);
    assertEquals(1, numShardsIn("deep/third"));
  }

  @Test
  void transformAndClassesStayThoseOfTheOlderOne() throws IOException {
    Dataset first = load("first");
    Dataset second = tables.ingest("second", Base.appendTo("first"), "x,label", "1000,b", "2000,b");
    assertEquals(first.manifest().transform(), second.manifest().transform());
    assertEquals(new Labels.Classes(List.of("a", "b")), second.manifest().labels());
  }

  @Test
  void oneThatIsFittedOnAnotherHasItsTransformAndClassesAndOnlyItsOwnShards() throws IOException {
    Dataset first = load("first");
    Dataset second = tables.ingest("second", Base.fittedOn("first"), "x,label", "40,b", "50,b");
    assertEquals(first.manifest().transform(), second.manifest().transform());
    assertEquals(first.manifest().labels(), second.manifest().labels());
    assertEquals(List.of(40, 50), tables.values(second, Part.TRAIN));
    assertEquals(List.of("train-00000-00000.arrow"), SmallTables.files(second, Part.TRAIN));
  }

  @Test
  void aClassThatTheOlderOneDoesNotHaveMakesABadRecord() throws IOException {
    String message = refusal(Base.appendTo("first"), "x,label", "3,c");
    assertTrue(message.contains("record 1: expected one of the 2 classes, found 'c'"), message);
    assertEquals(message, refusal(Base.fittedOn("first"), "x,label", "3,c"));
    assertTrue(!tables.storage().exists(tables.path("second")), "nothing is published");
  }

  @Test
  void otherColumnsAreRefused() {
    String message = refusal(Base.appendTo("first"), "y,label", "1,a");
    assertTrue(
        message.startsWith("expected the columns in dataset.source to be those of file:"), message);
    assertTrue(message.contains("[x], found [y]: correct them"), message);
  }

  @Test
  void whatIsNoDataSetIsRefused() {
    for (Base base : List.of(Base.appendTo("nothing"), Base.fittedOn("nothing"))) {
      String message = refusal(base, "x,label", "1,a");
      assertTrue(
          message.startsWith("expected an ingested data set with a manifest.json in"), message);
    }
    Optional<String> name = Optional.of("first");
    for (Base base : List.of(Base.appendTo("second"), new Base(name, name))) {
      assertThrows(IllegalArgumentException.class, () -> config(base, "x,label", "1,a"));
    }
  }

  private String refusal(Base base, String... lines) {
    return assertThrows(DataException.class, () -> tables.ingest(config(base, lines))).getMessage();
  }

  private IngestConfig config(Base base, String... lines) throws IOException {
    return tables.config("second", base, RecordSplit.ofFractions(0, 0), lines);
  }

  private Dataset load(String name) throws IOException {
    return Dataset.load(tables.storage(), tables.path(name));
  }

  private long numShardsIn(String name) throws IOException {
    return tables.storage().list(tables.path(name)).stream()
        .filter(file -> file.endsWith(".arrow"))
        .count();
  }
}
