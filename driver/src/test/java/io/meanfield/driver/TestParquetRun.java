package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Part;
import io.meanfield.driver.spark.DataFrameIngest;
import io.meanfield.worker.protocol.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs that learn from Parquet, from DataFrames and from what Spark reads, and predict. */
@Tag("cluster")
@ExtendWith(LocalSpark.class)
class TestParquetRun {
  private static final String FLATS =
      """
      SELECT CAST(id %% 90 + 10 AS DOUBLE) AS area, concat('q', id %% 3) AS quarter,
        id %% 2 = 0 AS garage, DATE'1950-01-01' + CAST(id %% 50 AS INT) * 365 AS built,
        CASE WHEN id %% 90 > 44 THEN 'dear' ELSE 'cheap' END AS price
      FROM range(%d)
      """;
  private static final String CONFIGURATION =
      """
      run: {name: flats, folder: FOLDER/run, seed: 1}
      dataset:
        shards: FOLDER/shards
        source:
          SOURCE
          columns:
            numbers: [area]
            categories: [quarter]
            booleans: [garage]
            dates: [built]
            label: price
        transform: {kind: table}
        split: {validation: 0.2, test: 0.2}
      model: {name: linear}
      training:
        replicas: 2
        batch-size: 8
        epochs: 10
        optimizer: {name: adam, learning-rate: 0.05}
      sync: {strategy: average, local-steps: 8}
      """;

  @Test
  void learnsFromParquetAndPredictsForIt(@TempDir Path folder) throws IOException {
    Workspace workspace = new Workspace(folder);
    try (SparkSession session = session()) {
      flats(session, 400).repartition(3).write().parquet(workspace.path("flats"));
      writeNew(session, workspace);
    }
    configure(workspace, "format: parquet\n    train: [FOLDER/flats]");
    assertLearnsAndPredicts(workspace);
  }

  @Test
  void learnsFromADataFrameThatWasIngestedBefore(@TempDir Path folder) throws IOException {
    Workspace workspace = new Workspace(folder);
    configure(workspace, "format: spark");
    CommandResult without = workspace.run("train");
    without.assertFails(
        ErrorCode.DATA, "expected a data set that a program ingested from a DataFrame");
    try (SparkSession session = session()) {
      Dataset dataset =
          DataFrameIngest.run(flats(session, 400), folder.resolve("conf.yaml"), "run.seed=1");
      assertTrue(dataset.manifest().part(Part.TRAIN).numExamples() > 200);
      writeNew(session, workspace);
    }
    assertLearnsAndPredicts(workspace);
  }

  @Test
  void learnsFromWhatSparkReads(@TempDir Path folder) throws IOException {
    Workspace workspace = new Workspace(folder);
    try (SparkSession session = session()) {
      flats(session, 500)
          .repartition(2)
          .write()
          .option("header", true)
          .csv(workspace.path("flats"));
      writeNew(session, workspace);
    }
    configure(
        workspace,
        """
        format: spark
            reader: csv
            options: {header: true, inferSchema: true}
            paths: [FOLDER/flats]
            query: SELECT * FROM input WHERE area < 90""");
    assertLearnsAndPredicts(workspace);
  }

  private static void configure(Workspace workspace, String source) {
    workspace.write(
        "conf.yaml",
        CONFIGURATION
            .replace("SOURCE", source)
            .replace("FOLDER", workspace.folder().toString())
            .getBytes());
  }

  private static void assertLearnsAndPredicts(Workspace workspace) {
    CommandResult trained = workspace.run("train");
    trained.assertSucceeds();
    assertTrue(trained.out().contains("result.accuracy=0.9"), trained::out);
    List<String> predicted = workspace.predict("new");
    assertEquals(1 + 90, predicted.size(), predicted::toString);
    assertTrue(predicted.get(1).contains(",cheap,"), predicted::toString);
    assertTrue(predicted.get(90).contains(",dear,"), predicted::toString);
  }

  private static void writeNew(SparkSession session, Workspace workspace) {
    flats(session, 90).drop("price").coalesce(1).write().parquet(workspace.path("new"));
  }

  private static org.apache.spark.sql.Dataset<Row> flats(SparkSession session, int count) {
    return session.sql(FLATS.formatted(count));
  }

  private static SparkSession session() {
    return SparkSession.builder().appName("flats").getOrCreate();
  }
}
