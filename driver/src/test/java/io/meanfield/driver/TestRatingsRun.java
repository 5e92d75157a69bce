package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run that learns from earlier ratings what later ones will be. */
@Tag("cluster")
@ExtendWith(LocalSpark.class)
class TestRatingsRun {
  private static final int NUM_USERS = 24;
  private static final int NUM_ITEMS = 30;

  private static final String CONFIGURATION =
      """
      run: {name: ratings, folder: FOLDER/run, seed: 1}
      dataset:
        shards: FOLDER/shards
        source: {format: ratings, train: [FOLDER/ratings.dat], separator: double-colon}
        transform: {kind: table, categories: embedding, targets: standardise}
        split: {by: time, time: time}
      model: {name: factorization, factors: 2}
      training:
        replicas: 2
        batch-size: 16
        epochs: 40
        optimizer: {name: adam, learning-rate: 0.02}
      sync: {strategy: average, local-steps: 8}
      """;

  @Test
  void learnsWhoLikesWhat(@TempDir Path folder) {
    Workspace workspace = new Workspace(folder);
    workspace.write("ratings.dat", ratings().getBytes());
    workspace.write("conf.yaml", CONFIGURATION.replace("FOLDER", folder.toString()).getBytes());
    CommandResult trained = workspace.run("train");
    trained.assertSucceeds();
    double rmse = Double.parseDouble(trained.result("rmse"));
    assertTrue(rmse < 0.3, trained::out); // of 1 for who knows all but the tastes

    workspace.write("pairs.dat", "u0::i0\nu0::i1\na stranger::i0\n::i0\n".getBytes());
    List<String> predicted = workspace.predict("pairs.dat");
    assertEquals(5, predicted.size(), predicted::toString);
    assertEquals(4, value(predicted.get(1)), 0.7);
    assertEquals(2, value(predicted.get(2)), 0.7);
    assertEquals(3, value(predicted.get(3)), 0.7);
    assertTrue(predicted.get(4).contains("expected a name in user"), predicted::toString);
  }

  private static double value(String line) {
    return Double.parseDouble(line.split(",")[2]);
  }

  /** 3, and one more or less: users like items of their own parity, at any time. */
  private static String ratings() {
    Random random = new Random(1);
    List<String> pairs = new ArrayList<>();
    for (int user = 0; user < NUM_USERS; user++) {
      for (int item = 0; item < NUM_ITEMS; item++) {
        double noise = 0.1 * random.nextGaussian();
        double value = 3 + ((user + item) % 2 == 0 ? 1 : -1) + noise;
        pairs.add("u%d::i%d::%.3f::".formatted(user, item, value));
      }
    }
    Collections.shuffle(pairs, random);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < pairs.size(); i++) {
      lines.append(pairs.get(i)).append(978_300_760 + i).append('\n');
    }
    return lines.toString();
  }
}
