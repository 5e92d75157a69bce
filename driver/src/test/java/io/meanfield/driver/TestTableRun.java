package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that learns from a table with columns of every kind, and predicts for rows with gaps. */
@Tag("cluster")
@ExtendWith(LocalSpark.class)
class TestTableRun {
  private static final int NUM_HOUSES = 400;

  private static final String CONFIGURATION =
      """
      run: {name: houses, folder: FOLDER/run, seed: 1}
      dataset:
        shards: FOLDER/shards
        source:
          format: csv
          train: [FOLDER/train.csv]
          columns:
            numbers: [area]
            categories: [quarter]
            booleans: [garage]
            dates: [built]
            label: price
            missing: ["", NA]
        transform: {kind: table, numbers: quantile}
        split: {validation: 0.2, test: 0.2}
      model: {name: linear}
      training:
        replicas: 2
        batch-size: 8
        epochs: 30
        optimizer: {name: adam, learning-rate: 0.02}
      sync: {strategy: average, local-steps: 8}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {kind: table, numbers: quantile}                          | {name: linear}
          {kind: table, numbers: standardise, categories: embedding} | {name: mlp, hidden: [16]}
          """)
  void learnsFromEveryKindOfColumn(String transform, String model, @TempDir Path folder) {
    Workspace workspace = new Workspace(folder);
    workspace.write("train.csv", houses().getBytes());
    workspace.write(
        "conf.yaml",
        CONFIGURATION
            .replace("{kind: table, numbers: quantile}", transform)
            .replace("{name: linear}", model)
            .replace("FOLDER", folder.toString())
            .getBytes());
    CommandResult trained = workspace.run("train");
    trained.assertSucceeds();
    double accuracy = result(trained, "accuracy");
    assertTrue(accuracy > 0.85, trained::out); // about a half by chance

    workspace.write(
        "rows.csv",
        """
        built,area,garage,quarter
        2019-06-01,190,yes,hill
        1901-06-01,20,no,docks
        NA,,NA,an island
        2019-06-01,large,yes,hill
        """
            .getBytes());
    List<String> predicted = workspace.predict("rows.csv");
    assertEquals(5, predicted.size(), predicted::toString);
    assertTrue(predicted.get(1).contains(",dear,"), predicted::toString);
    assertTrue(predicted.get(2).contains(",cheap,"), predicted::toString);
    assertTrue(predicted.get(3).matches(".*,(cheap|dear),.*"), predicted::toString);
    assertTrue(predicted.get(4).contains("expected a finite number in area"), predicted::toString);
  }

  /** Prices of some hundred thousand, in whose units errors and predictions are. */
  @Test
  void predictsTargetsInTheirOwnUnits(@TempDir Path folder) {
    Workspace workspace = new Workspace(folder);
    workspace.write("train.csv", houses().getBytes());
    workspace.write(
        "conf.yaml",
        CONFIGURATION
            .replace("label: price", "targets: [euros]")
            .replace("numbers: quantile", "targets: standardise")
            .replace("FOLDER", folder.toString())
            .getBytes());
    CommandResult trained = workspace.run("train");
    trained.assertSucceeds();
    assertTrue(result(trained, "r2") > 0.8, trained::out);
    double rmse = result(trained, "rmse");
    assertTrue(rmse > 1_000 && rmse < 60_000, trained::out); // prices deviate by some 130,000
    CommandResult evaluated = CommandResult.of("evaluate", workspace.path("run"));
    evaluated.assertSucceeds();
    assertEquals(rmse, result(evaluated, "rmse"));
    List<String> predicted = workspace.predict("train.csv");
    List<String> rows = new String(workspace.read("train.csv")).lines().toList();
    assertEquals(rows.size(), predicted.size());
    double squares = 0;
    for (int i = 1; i < rows.size(); i++) {
      double euros = Double.parseDouble(rows.get(i).substring(rows.get(i).lastIndexOf(',') + 1));
      squares += Math.pow(Double.parseDouble(predicted.get(i).split(",")[2]) - euros, 2);
    }
    assertEquals(rmse, Math.sqrt(squares / NUM_HOUSES), 0.5 * rmse);
  }

  private static double result(CommandResult result, String name) {
    String line = "result.%s=".formatted(name);
    return result
        .out()
        .lines()
        .filter(it -> it.startsWith(line))
        .mapToDouble(it -> Double.parseDouble(it.substring(line.length())))
        .findFirst()
        .orElseThrow();
  }

  /** A house is dear by its area, quarter, garage and age together; each cell may be missing. */
  private static String houses() {
    Random random = new Random(1);
    String[] quarters = {"hill", "centre", "docks"};
    StringBuilder csv = new StringBuilder("area,quarter,garage,built,price,euros\n");
    for (int i = 0; i < NUM_HOUSES; i++) {
      int area = 20 + random.nextInt(180);
      int quarter = random.nextInt(quarters.length);
      boolean hasGarage = random.nextBoolean();
      LocalDate built = LocalDate.of(1900, 1, 1).plusDays(random.nextInt(120 * 365));
      double worth =
          (area - 110) / 60.0
              + (1 - quarter)
              + (hasGarage ? 0.5 : -0.5)
              + (built.getYear() - 1960) / 60.0;
      csv.append(
          "%s,%s,%s,%s,%s,%d\n"
              .formatted(
                  orMissing(random, Integer.toString(area)),
                  orMissing(random, quarters[quarter]),
                  orMissing(random, hasGarage ? "yes" : "no"),
                  orMissing(random, built.toString()),
                  worth > 0 ? "dear" : "cheap",
                  Math.round(400_000 + 100_000 * worth)));
    }
    return csv.toString();
  }

  private static String orMissing(Random random, String value) {
    return random.nextInt(25) == 0 ? "NA" : value;
  }
}
