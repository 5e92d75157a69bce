package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.driver.spark.SparkApplication;
import io.meanfield.worker.ComputeConfig;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.storage.BlockId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** Runs share a Spark application: at the same time, and after one of them has failed. */
@Tag("cluster")
class TestRunsOfOneApplication {
  private static final long DEADLINE_SECONDS = 240;
  private static final String DIVERGING = "training.optimizer.learning-rate=1e20";
  private static final String SHA = "result.parameters-sha256=";

  private static final CountDownLatch END_OF_JOB = new CountDownLatch(1);

  @TempDir static Path folder;
  private static Commands commands;
  private static SparkApplication application;
  private static int numRuns;

  @BeforeAll
  static void start() throws Exception {
    commands = new Commands(folder);
    application = SparkApplication.start("several runs", ComputeConfig.USUAL);
    run("lenet", 1).call(); // publishes the data set
  }

  @AfterAll
  static void stop() {
    application.close();
    commands.close();
  }

  @ParameterizedTest
  @CsvSource({"lenet, lenet", "lenet, exact", "exact, exact"})
  void twoAtTheSameTimeEndAsEachWouldAlone(String first, String second) throws Exception {
    List<String> alone = List.of(run(first, 1).call(), run(second, 2).call());
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      Future<String> one = both.submit(run(first, 1));
      Future<String> other = both.submit(run(second, 2));
      assertEquals(
          alone,
          List.of(
              one.get(DEADLINE_SECONDS, TimeUnit.SECONDS),
              other.get(DEADLINE_SECONDS, TimeUnit.SECONDS)));
    } finally {
      both.shutdownNow();
    }
  }

  @Test
  void aRunGoesOnBesideAJobThatKeepsASlot() throws Exception {
    String alone = run("lenet", 8).call();
    JavaFutureAction<Void> job =
        application.spark().parallelize(List.of(0), 1).foreachAsync(number -> END_OF_JOB.await());
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try {
      Future<String> training = beside.submit(run("lenet", 8));
      assertEquals(alone, training.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
      assertFalse(job.isDone());
    } finally {
      END_OF_JOB.countDown();
      beside.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({"lenet", "exact"})
  void oneThatFailsLeavesTheApplicationAsItWas(String config) throws Exception {
    String before = run(config, 3).call();
    TrainingException failure =
        assertThrows(TrainingException.class, () -> run(config, 3, DIVERGING).call());
    assertEquals(ErrorCode.DIVERGED, failure.code());
    assertEquals(before, run(config, 3).call());
  }

  @Test
  void oneThatFailsDoesNotDisturbAnother() throws Exception {
    String alone = run("lenet", 4).call();
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      Future<String> well = both.submit(run("lenet", 4));
      Future<String> badly = both.submit(run("lenet", 5, DIVERGING));
      assertThrows(Exception.class, () -> badly.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
      assertEquals(alone, well.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
    } finally {
      both.shutdownNow();
    }
  }

  @Test
  void nothingOfARunStaysInTheExecutors() throws Exception {
    run("lenet", 6).call();
    assertThrows(TrainingException.class, () -> run("lenet", 6, DIVERGING).call());
    assertEquals(List.of(), blocksOfRdds());
  }

  private static List<BlockId> blocksOfRdds() {
    return CollectionConverters.asJava(
            SparkEnv.get().blockManager().getMatchingBlockIds(new AnyRddBlock()))
        .stream()
        .toList();
  }

  private static final class AnyRddBlock extends AbstractFunction1<BlockId, Object> {
    @Override
    public Object apply(BlockId id) {
      return id.isRDD();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lenet, sync.local-steps=1, sync.outlier=0",
    "lenet, sync.local-steps=1, sync.outlier=1000",
    "exact, sync.steps-per-round=1, sync.recovery=step"
  })
  void theFortiethRoundIsNoLargerThanTheFirst(String config, String shortRounds, String engine)
      throws Exception {
    List<Integer> rddsOfJobs = Collections.synchronizedList(new ArrayList<>());
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            rddsOfJobs.add(
                CollectionConverters.asJava(job.stageInfos()).stream()
                    .mapToInt(stage -> stage.rddInfos().size())
                    .sum());
          }
        };
    application.spark().sc().addSparkListener(listener);
    run(config, 7, shortRounds, engine, "checkpoint.every-rounds=50").call();
    application.spark().sc().removeSparkListener(listener);
    int numJobs = rddsOfJobs.size();
    assertTrue(numJobs > 40, rddsOfJobs::toString);
    assertEquals(
        Collections.max(rddsOfJobs.subList(0, numJobs / 4)),
        Collections.max(rddsOfJobs),
        rddsOfJobs::toString);
  }

  /** A short run in a folder of its own; its result is the hash of its parameters. */
  private static synchronized Callable<String> run(String config, long seed, String... more) {
    numRuns++;
    List<String> overrides =
        Stream.concat(
                Stream.of(
                    "run.folder=" + folder.resolve("run-" + numRuns),
                    "run.seed=" + seed,
                    "dataset.shards=" + folder.resolve("shards"),
                    "dataset.source.files=[../datasets/digits/digits.csv.gz]",
                    "training.epochs=2",
                    "checkpoint.every-rounds=3"),
                Stream.of(more))
            .toList();
    return () -> {
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      Path file = Path.of("../conf/digits-%s.yaml".formatted(config));
      new RunOnSpark(
              RunConfigs.read(file, overrides, SparkApplication.storageOfSubmission()),
              application,
              new PrintStream(printed, true, StandardCharsets.UTF_8))
          .run();
      return printed
          .toString(StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(SHA))
          .findFirst()
          .orElseThrow();
    };
  }
}
