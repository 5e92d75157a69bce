package io.meanfield.driver.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class TestSections {
  record All(
      RunSection run,
      EvaluationConfig evaluation,
      CheckpointConfig checkpoint,
      ClusterConfig cluster) {}

  private static final String YAML =
      """
      run: {name: a, folder: b, seed: 1}
      evaluation: {early-stopping: {metric: accuracy, patience: 1}}
      checkpoint:
      cluster:
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run.name=' '                                | expected a name for the run, found blank text
          run.folder=''                               | expected a folder for the run, found blank text
          evaluation.every-rounds=0                   | expected every-rounds of at least 1, found 0
          evaluation.early-stopping.metric=''         | expected one of accuracy, subset-accuracy, macro-precision, macro-recall, macro-f1, micro-f1, mse, rmse, mae, r2, perplexity, loss, found ""
          evaluation.early-stopping.patience=0        | expected a patience of at least 1, found 0
          evaluation.early-stopping.min-improvement=-1 | expected a min-improvement of at least 0, found -1.0
          checkpoint.every-rounds=0                   | expected every-rounds of at least 1, found 0
          checkpoint.keep=0                           | expected to keep at least 1 checkpoint, found 0
          cluster.slot-timeout=0 s                    | expected a slot-timeout above zero, found 0 s
          cluster.job-timeout=0 s                    | expected a job-timeout above zero, found 0 s
          cluster.peer-timeout=0 s                   | expected a peer-timeout above zero, found 0 s
          cluster.exchange-port=80                   | expected an exchange-port from 1024 to 65535, or 0 for any free one, found 80
          cluster.shard-cache-mib=0                  | expected a shard-cache-mib of at least 1, found 0
          """)
  void refuseValuesThatNoRunCouldUse(String override, String expected) {
    ConfigException exception =
        assertThrows(
            ConfigException.class,
            () ->
                ConfigReader.of(All.class).read("x.yaml", SampleRun.utf8(YAML), List.of(override)));
    assertEquals(List.of(expected), exception.problems().stream().map(Problem::message).toList());
  }
}
