package io.meanfield.datasets.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.MixMember;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.ingest.MixtureConfig.Member;
import io.meanfield.datasets.ingest.SmallTables.Base;
import io.meanfield.datasets.plan.StepPlan.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestMixedIngest {
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
  void ingest(@TempDir Path folder) throws IOException {
    tables = new SmallTables(spark, folder);
    tables.ingest("first", Base.NO, "x,label", "1,a", "2,b", "3,a");
    tables.ingest("second", Base.fittedOn("first"), lines(10, 22));
  }

  @Test
  void refersToTheShardsOfAllAndHasTheirTransformAndClasses() throws IOException {
    Dataset mixed = mix(member("first", 3), member("second", 1));
    Dataset first = load("first");
    assertEquals(first.manifest().features(), mixed.manifest().features());
    assertEquals(first.manifest().labels(), mixed.manifest().labels());
    assertEquals(first.manifest().transform(), mixed.manifest().transform());
    assertEquals(
        List.of("../first/train-00000-00000.arrow", "../second/train-00000-00000.arrow"),
        SmallTables.files(mixed, Part.TRAIN));
    assertEquals(List.of("manifest.json"), tables.storage().list(tables.path("mixed")));
    assertEquals(mixed, load("mixed"), "as it was written");
    assertEquals(
        List.of(
            new MixMember(tables.path("first"), 3, 1), new MixMember(tables.path("second"), 1, 1)),
        mixed.manifest().part(Part.TRAIN).mix());
  }

  @Test
  void trainingVisitsEachDataSetByItsWeight() throws IOException {
    Dataset mixed = mix(member("first", 3), member("second", 1));
    assertEquals(15, mixed.manifest().part(Part.TRAIN).numExamples());
    long[] rows = mixed.manifest().part(Part.TRAIN).trainingOrder(1).rows(0, new Range(0, 12));
    List<Integer> values = tables.values(mixed, Part.TRAIN, rows);
    List<Integer> ofFirst = values.stream().filter(value -> value < 10).sorted().toList();
    assertEquals(List.of(1, 1, 1, 2, 2, 2, 3, 3, 3), ofFirst);
    assertEquals(3, values.stream().filter(value -> value >= 10).distinct().count());
  }

  @Test
  void withoutWeightsAnEpochHasEachExampleOnce() throws IOException {
    Dataset mixed = mix(member("first"), member("second"));
    List<MixMember> members = mixed.manifest().part(Part.TRAIN).mix();
    assertEquals(List.of(1, 4), members.stream().map(MixMember::weight).toList());
    long[] rows = mixed.manifest().part(Part.TRAIN).trainingOrder(1).rows(4, new Range(0, 15));
    assertEquals(15, tables.values(mixed, Part.TRAIN, rows).stream().distinct().count());
  }

  @Test
  void otherPartsComeOneDataSetAfterTheOther() throws IOException {
    RecordSplit split = RecordSplit.ofFractions(0.3, 0.3);
    for (String name : List.of("third", "fourth")) {
      int from = name.equals("third") ? 100 : 200;
      tables.ingest(tables.config(name, Base.fittedOn("first"), split, lines(from, from + 40)));
    }
    Dataset mixed = mix(member("fourth", 1), member("third", 1));
    for (Part part : List.of(Part.VALIDATION, Part.TEST)) {
      List<Integer> expected =
          Stream.concat(
                  tables.values(load("fourth"), part).stream(),
                  tables.values(load("third"), part).stream())
              .toList();
      assertTrue(expected.size() > 4, "there are some");
      assertEquals(expected, tables.values(mixed, part));
    }
  }

  @Test
  void decimalWeightsAreExact() {
    assertEquals(List.of(3, 7), whole(0.3, 0.7));
    assertEquals(List.of(10_000, 1), whole(1000.0, 0.1));
    assertEquals(List.of(1, 1), whole(3e9, 3e9));
    assertEquals(List.of(1, 2, 3), whole(2L, 4L, 6L));
    String message =
        assertThrows(IllegalArgumentException.class, () -> whole(1 / 3.0, 1.0)).getMessage();
    assertTrue(message.contains("[0.3333333333333333, 1.0]: give weights of fewer"), message);
  }

  @Test
  void wrongConfigurationsAreRefused() {
    for (double weight : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertRefused("expected a weight above 0, found " + weight, () -> member("first", weight));
    }
    assertRefused("expected at least two data sets to mix, found 1", () -> config(member("first")));
    assertRefused(
        "of the mixture and each data set in it, found ",
        () -> config(member("first"), member("first")));
    assertRefused(
        "of the mixture and each data set in it, found ",
        () -> config(member("first"), member("mixed")));
    assertRefused(
        "expected a weight of each data set in mix, or of none",
        () -> config(member("first", 1), member("second")));
  }

  @Test
  void anotherTransformOrOtherClassesAreRefusedByName() throws IOException {
    tables.ingest("third", Base.NO, "x,label", "5,a", "9,b");
    String message = refusal(member("first", 1), member("third", 1));
    assertTrue(message.contains("found other transform in file:"), message);
    assertTrue(message.contains("third than in file:"), message);
    assertTrue(message.contains("with dataset.fitted-on: file:"), message);
    tables.ingest("fourth", Base.NO, "y,label", "5,a", "9,c");
    message = refusal(member("first", 1), member("fourth", 1));
    assertTrue(message.contains("found other features and labels and transform in"), message);
  }

  @Test
  void whatCannotBeMixedIsRefused() throws IOException {
    String message = refusal(member("first", 1), member("nothing", 1));
    assertTrue(message.startsWith("expected an ingested data set with a manifest.json"), message);
    mix(member("first", 1), member("second", 1));
    message =
        assertThrows(
                DataException.class,
                () ->
                    tables.ingest(
                        new MixtureConfig(
                            tables.path("more"), List.of(member("mixed"), member("second")))))
            .getMessage();
    assertTrue(message.startsWith("expected data sets that are no mixtures"), message);
    message =
        assertThrows(
                DataException.class,
                () -> tables.ingest("more", Base.appendTo("mixed"), "x,label", "1,a"))
            .getMessage();
    assertTrue(message.contains("to append to, found the mixture file:"), message);
    assertTrue(!tables.storage().exists(tables.path("more")), "nothing is published");
  }

  @Test
  void aMixtureThatIsThereIsTakenUnlessWeightsChanged() throws IOException {
    Dataset mixed = mix(member("first", 3), member("second", 1));
    assertEquals(mixed, mix(member("first", 3), member("second", 1)));
    String message = refusal(member("first", 2), member("second", 1));
    assertTrue(message.contains("ingested with another configuration"), message);
  }

  private static List<Integer> whole(Number... weights) {
    return IntStream.of(Weights.whole(List.of(weights))).boxed().toList();
  }

  private static void assertRefused(String start, Runnable config) {
    String message = assertThrows(IllegalArgumentException.class, config::run).getMessage();
    assertTrue(message.contains(start), message);
  }

  private Dataset mix(Member... members) throws IOException {
    return tables.ingest(config(members));
  }

  private String refusal(Member... members) {
    return assertThrows(DataException.class, () -> mix(members)).getMessage();
  }

  private MixtureConfig config(Member... members) {
    return new MixtureConfig(tables.path("mixed"), List.of(members));
  }

  private Member member(String name) {
    return new Member(tables.path(name), Optional.empty());
  }

  private Member member(String name, double weight) {
    return new Member(tables.path(name), Optional.of(weight));
  }

  private Dataset load(String name) throws IOException {
    return Dataset.load(tables.storage(), tables.storage().qualify(tables.path(name)));
  }

  /** A table of numbers from (inclusive) to (exclusive), all of one class. */
  private static String[] lines(int from, int to) {
    return Stream.concat(
            Stream.of("x,label"), IntStream.range(from, to).mapToObj(value -> value + ",a"))
        .toArray(String[]::new);
  }
}
