package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.augment.AugmentationConfig;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.worker.InMemoryRounds.Standing;
import io.meanfield.worker.optim.Adam;
import io.meanfield.worker.optim.Nesterov;
import io.meanfield.worker.optim.Optimizer;
import io.meanfield.worker.optim.Schedule;
import io.meanfield.worker.optim.Sgd;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.Average;
import io.meanfield.worker.sync.Diloco;
import io.meanfield.zoo.NetworkDefinition;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;

/** One replica with plain averaging is plain Deeplearning4j training. */
@Tag("unit")
class TestOneReplica {
  private static final Set<Integer> COMPARED_AFTER = Set.of(1, 5, 50);
  private static final int BATCH_SIZE = 16;

  @TempDir private static Path folder;
  private static DataSpec data;

  @BeforeAll
  static void publish() throws Exception {
    data = PatternImages.publish(folder, 100); // 7 steps an epoch, the last of 4 examples
  }

  private record Row(
      String name, NetworkDefinition network, Optimizer optimizer, IUpdater stock, double l2) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Row> rows() {
    Optimizer adam = new Adam(0.003, 0.9, 0.999, 1e-8);
    IUpdater stockAdam = new org.nd4j.linalg.learning.config.Adam(0.003, 0.9, 0.999, 1e-8);
    IUpdater stockSgd = new org.nd4j.linalg.learning.config.Sgd(0.1);
    return Stream.of(
        new Row("mlp, sgd", SmallRuns.mlp(0), new Sgd(0.1), stockSgd, 0),
        new Row("mlp, sgd, l2", SmallRuns.mlp(0), new Sgd(0.1), stockSgd, 0.01),
        new Row("mlp, sgd, noise", SmallRuns.noisyMlp(), new Sgd(0.1), stockSgd, 0),
        new Row(
            "mlp, nesterov",
            SmallRuns.mlp(0),
            new Nesterov(0.03, 0.9),
            new Nesterovs(0.03, 0.9),
            0),
        new Row("mlp, adam", SmallRuns.mlp(0), adam, stockAdam, 0),
        new Row("batch-norm cnn, sgd", SmallRuns.batchNormCnn(), new Sgd(0.1), stockSgd, 0),
        new Row("batch-norm cnn, adam", SmallRuns.batchNormCnn(), adam, stockAdam, 0));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void trainsStepByStepAsDeeplearning4jDoes(Row row) throws Exception {
    RunSpec run = run(row, 1);
    InMemoryRounds rounds = InMemoryRounds.of(run);
    Standing standing = rounds.start(SmallRuns.initialParameters(run));
    StockTraining stock = new StockTraining(run, row.stock());
    assertArrayEquals(standing.parameters(), stock.parameters(), "initial parameters");
    try (BatchReader reader = stock.reader()) {
      for (int step = 1; step <= 50; step++) {
        standing = rounds.next(standing);
        double loss = stock.fit(reader, step - 1);
        assertEquals(loss, standing.loss(), Tolerances.LOSS * loss, "loss of step " + step);
        if (COMPARED_AFTER.contains(step)) {
          Tolerances.assertNear(
              stock.parameters(),
              standing.parameters(),
              Tolerances.STOCK_TRAINING,
              "after step " + step);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void roundsOfSeveralStepsAreTheSameTraining(Row row) throws Exception {
    RunSpec run = run(row, 3); // rounds of 3, 3 and 1 steps
    InMemoryRounds rounds = InMemoryRounds.of(run);
    Standing end = rounds.run(rounds.start(SmallRuns.initialParameters(run)), 6);
    StockTraining stock = new StockTraining(run, row.stock());
    try (BatchReader reader = stock.reader()) {
      for (int step = 0; step < 2 * run.stepPlan().stepsPerEpoch(); step++) {
        stock.fit(reader, step);
      }
    }
    Tolerances.assertNear(
        stock.parameters(), end.parameters(), Tolerances.STOCK_TRAINING, "after two epochs");
  }

  @Test
  void dilocoAtRateOneWithoutMomentumGivesTheBytesOfAveraging() throws Exception {
    TrainingConfig training = SmallRuns.training(1, BATCH_SIZE, new Sgd(0.1));
    RunSpec average = SmallRuns.run(data, SmallRuns.batchNormCnn(), training, new Average(3));
    RunSpec diloco = SmallRuns.run(data, SmallRuns.batchNormCnn(), training, new Diloco(3, 1, 0));
    assertArrayEquals(afterTwoEpochs(average), afterTwoEpochs(diloco));
  }

  @Test
  void lossFallsAndWithTheWrongSignRises() throws Exception {
    RunSpec run = run(rows().findFirst().orElseThrow(), 2);
    InMemoryRounds rounds = InMemoryRounds.of(run);
    Standing start = rounds.start(SmallRuns.initialParameters(run));
    double first = rounds.next(start).loss();
    assertTrue(rounds.run(start, 20).loss() < 0.5 * first);
    assertTrue(rounds.changing(Contributions::negated).run(start, 20).loss() > 2 * first);
  }

  private static float[] afterTwoEpochs(RunSpec run) throws Exception {
    InMemoryRounds rounds = InMemoryRounds.of(run);
    int numRounds = (int) (2 * rounds.roundsPerEpoch());
    return rounds.run(rounds.start(SmallRuns.initialParameters(run)), numRounds).parameters();
  }

  private static RunSpec run(Row row, int localSteps) {
    TrainingConfig training =
        new TrainingConfig(
            1,
            BATCH_SIZE,
            10,
            row.optimizer(),
            new Schedule.Constant(0),
            Loss.BY_LABELS,
            row.l2(),
            0,
            0,
            AugmentationConfig.NONE);
    return SmallRuns.run(data, row.network(), training, new Average(localSteps));
  }
}
