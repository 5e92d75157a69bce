package io.meanfield.driver.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.driver.evaluate.ClassTallies;
import io.meanfield.driver.evaluate.Metrics;
import io.meanfield.worker.protocol.MultiLabelTally;
import io.meanfield.worker.protocol.Phase;
import io.meanfield.worker.protocol.PhaseTimes;
import io.meanfield.worker.protocol.Tally;
import io.meanfield.worker.protocol.TargetTally;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestTables {

  @Test
  void classesComeWithScoresAndConfusion() {
    Metrics metrics =
        ClassTallies.metrics(
            new int[][] {{4, 1, 0}, {2, 13, 0}, {0, 0, 0}}, List.of("T-shirt/top", "Bag", "Coat"));
    assertEquals(
        """
        accuracy 0.8500  macro-f1 0.5413  loss 3.4539  (20 examples)

        class          precision  recall      f1  support
        T-shirt/top       0.6667  0.8000  0.7273        5
        Bag               0.9286  0.8667  0.8966       15
        Coat              0.0000  0.0000  0.0000        0
        macro average     0.5317  0.5556  0.5413

        actual \\ predicted  T-shi~/top  Bag  Coat
        T-shirt/top                  4    1     0
        Bag                          2   13     0
        Coat                         0    0     0
        """,
        Locales.inGermany(() -> Tables.metrics(metrics)));
  }

  @Test
  void stepsHaveAHeadlineAlone() {
    Tally tally = Tally.Kind.STEPS.empty(2);
    tally.add(new float[] {0.5f, 0.5f, 0.25f, 0.75f}, new float[] {0, 0});
    assertEquals(
        "accuracy 0.5000  perplexity 2.8284  loss 1.0397  (2 steps)\n",
        Locales.inGermany(() -> Tables.metrics(Metrics.of(tally, List.of()))));
  }

  @Test
  void ofManyClassesTheWorstAreShown() {
    int[][] confusion = new int[25][25];
    for (int i = 0; i < 25; i++) {
      confusion[i][i] = i;
      confusion[i][(i + 1) % 25] = 1;
    }
    String tables = Tables.metrics(ClassTallies.metrics(confusion));
    assertTrue(tables.contains("\n(the 20 classes with the lowest F1 of 25)\n"), tables);
    assertTrue(tables.contains("\nclass 0 "), tables);
    assertTrue(tables.contains("\nclass 19 "), tables);
    assertFalse(tables.contains("\nclass 20 "), tables);
    String lastRow = tables.lines().filter(line -> line.startsWith("class 19")).toList().get(1);
    List<String> cells = List.of(lastRow.split(" +"));
    assertEquals(List.of("19", "1"), cells.subList(cells.size() - 2, cells.size()));
  }

  @Test
  void ofManyClassesThoseThatNeverOccurAreNotTheWorst() {
    int[][] confusion = new int[40][40];
    for (int i = 20; i < 40; i++) {
      confusion[i][i] = 1;
    }
    String tables = Tables.metrics(ClassTallies.metrics(confusion));
    assertFalse(tables.contains("\nclass 19 "), tables);
    assertTrue(tables.contains("\nclass 20 "), tables);
  }

  @Test
  void labelsComeWithScores() {
    MultiLabelTally tally = MultiLabelTally.empty(2);
    tally.add(new float[] {0.75f, 0.25f, 0.75f, 0.75f}, new float[] {1, 0, 0, 1});
    assertEquals(
        """
        subset-accuracy 0.5000  micro-f1 0.8000  macro-f1 0.8333  loss 1.1247  (2 examples)

        label          precision  recall      f1  support
        sport             0.5000  1.0000  0.6667        1
        news              1.0000  1.0000  1.0000        1
        macro average     0.7500  1.0000  0.8333
        """,
        Tables.metrics(Metrics.of(tally, List.of("sport", "news"))));
  }

  @Test
  void targetsComeWithErrors() {
    TargetTally tally = TargetTally.empty(1);
    tally.add(new float[] {1, 4, 7}, new float[] {1, 2, 6});
    assertEquals(
        """
        rmse 1.2910  mae 1.0000  r2 0.6429  mse 1.6667  loss 1.6667  (3 examples)

        target    rmse     mae      r2
        height  1.2910  1.0000  0.6429
        """,
        Tables.metrics(Metrics.of(tally, List.of("height"))));
  }

  @Test
  void timeIsShownByPhase() {
    PhaseTimes times =
        PhaseTimes.of(Phase.REDUCE, 1_500_000_000L)
            .plus(Phase.READ, 500_000_000L)
            .plus(Phase.COMPUTE, 10_000_000_000L);
    assertEquals(
        """
        phase    seconds   share
        read        0.50    4.2%
        compute    10.00   83.3%
        reduce      1.50   12.5%
        total      12.00  100.0%
        """,
        Locales.inGermany(() -> Tables.phases(times)));
  }

  @Test
  void noTimeIsNoShare() {
    assertEquals(
        """
        phase  seconds  share
        total     0.00   0.0%
        """,
        Tables.phases(PhaseTimes.none()));
  }
}
