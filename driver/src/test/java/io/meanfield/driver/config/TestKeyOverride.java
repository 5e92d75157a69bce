package io.meanfield.driver.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.driver.evaluate.EarlyStopping;
import io.meanfield.driver.evaluate.MetricName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestKeyOverride {

  @Test
  void takesThePlaceOfTheFilesValue() {
    assertEquals(
        64, SampleRun.read(SampleRun.YAML, "training.batch-size=64").training().batchSize());
  }

  @Test
  void addsSectionsThatTheFileLeavesOut() {
    SampleRun run =
        SampleRun.read(
            SampleRun.YAML,
            "evaluation.early-stopping.metric=loss",
            "evaluation.early-stopping.patience=2");
    assertEquals(
        Optional.of(new EarlyStopping(MetricName.LOSS, 2, 0)), run.evaluation().earlyStopping());
  }

  @Test
  void ofTwoForOneKeyTheLaterWins() {
    SampleRun run = SampleRun.read(SampleRun.YAML, "run.seed=1", "run.seed=2");
    assertEquals(2, run.run().seed());
  }

  @Test
  void listsSectionsAndEqualsSignsAreValuesToo() {
    SampleRun run =
        SampleRun.read(
            SampleRun.YAML,
            "training.betas=[0.5, 0.25]",
            "training.note=a=b",
            "run.folder=hdfs://host:9000/runs",
            "data={format: idx, images: c}");
    assertEquals(List.of(0.5, 0.25), run.training().betas());
    assertEquals("a=b", run.training().note());
    assertEquals("hdfs://host:9000/runs", run.run().folder());
    assertEquals(new SampleRun.Idx("c", Optional.empty()), run.data());
  }

  @Test
  void nothingLeavesAnOptionalKeyOut() {
    SampleRun run = SampleRun.read(SampleRun.YAML + "  max-steps: 5\n", "training.max-steps=");
    assertEquals(Optional.empty(), run.training().maxSteps());
  }
}
