package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.driver.config.ConfigReader;
import io.meanfield.driver.config.EffectiveConfig;
import io.meanfield.worker.sync.AllReduce;
import io.meanfield.worker.sync.Average;
import io.meanfield.worker.sync.Diloco;
import io.meanfield.worker.sync.RoundLength;
import io.meanfield.worker.sync.StepCount;
import io.meanfield.worker.sync.SyncStrategy;
import io.meanfield.worker.sync.wire.F32;
import io.meanfield.worker.sync.wire.Int8;
import io.meanfield.worker.sync.wire.TopK;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The section {@code sync} as it is read, and as it is kept beside a run. */
@Tag("unit")
class TestSyncSection {

  record Section(SyncStrategy sync) {}

  @Test
  void aWireFormatIsRead() {
    assertEquals(
        new Average(RoundLength.of(5), 0.05, new Int8(), StepCount.NONE, 1, 3, 0),
        read("{strategy: average, local-steps: 5, wire: {format: int8}}").sync());
    assertEquals(
        new Diloco(RoundLength.of(5), 0.7, 0.9, 0.05, new TopK(0.01), StepCount.NONE, 1, 3, 0),
        read("{strategy: diloco, local-steps: 5, wire: {format: top-k, share: 0.01}}").sync());
  }

  @Test
  void theUsualExactStepsAreThoseOfASectionThatSaysNothingElse() {
    assertEquals(AllReduce.USUAL, read("{strategy: allreduce}").sync());
  }

  @Test
  void f32SaidOrNotIsOneConfigurationWrittenAsBeforeThereWereFormats() {
    Section section = read("{strategy: average, local-steps: 5}");
    assertEquals(new Average(5), section.sync());
    assertEquals(
        "sync:\n  strategy: \"average\"\n  local-steps: 5\n", EffectiveConfig.toYaml(section));
    Section said = read("{strategy: average, local-steps: 5, wire: {format: f32}}");
    assertEquals(EffectiveConfig.sha256(section), EffectiveConfig.sha256(said));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{format: bf16}", "{format: int8}", "{format: top-k, share: 0.25}"})
  void otherFormatsAreWrittenAndReadBack(String wire) {
    Section section = read("{strategy: diloco, local-steps: 5, wire: " + wire + "}");
    String yaml = EffectiveConfig.toYaml(section);
    assertTrue(yaml.contains("wire:"), yaml);
    assertEquals(section, readFile(yaml));
    assertNotEquals(
        EffectiveConfig.sha256(read("{strategy: diloco, local-steps: 5}")),
        EffectiveConfig.sha256(section));
  }

  @Test
  void exactStepsAreReadWithTheirUnitAndWrittenIfThereAreAny() {
    Section section = read("{strategy: average, local-steps: 5, exact-first: 500 steps}");
    assertEquals(
        new Average(RoundLength.of(5), 0.05, new F32(), new StepCount(500), 1, 3, 0),
        section.sync());
    assertEquals(
        "sync:\n  strategy: \"average\"\n  local-steps: 5\n  exact-first: \"500 steps\"\n",
        EffectiveConfig.toYaml(section));
    assertEquals(section, readFile(EffectiveConfig.toYaml(section)));
    Section one = read("{strategy: average, local-steps: 5, exact-first: 1 step}");
    assertEquals(one, readFile(EffectiveConfig.toYaml(one)));
  }

  @Test
  void aRoundLengthMayBeLeftToTheRunWithTheOverheadItIsToHave() {
    Section section = read("{strategy: average, local-steps: auto}");
    assertEquals(
        new Average(RoundLength.AUTO, 0.05, new F32(), StepCount.NONE, 1, 3, 0), section.sync());
    assertEquals(
        "sync:\n  strategy: \"average\"\n  local-steps: \"auto\"\n",
        EffectiveConfig.toYaml(section));
    Section tenth = read("{strategy: average, local-steps: auto, overhead: 0.1}");
    assertEquals(tenth, readFile(EffectiveConfig.toYaml(tenth)));
    assertNotEquals(EffectiveConfig.sha256(section), EffectiveConfig.sha256(tenth));
  }

  private static Section read(String sync) {
    return readFile("sync: " + sync);
  }

  private static Section readFile(String yaml) {
    return ConfigReader.of(Section.class)
        .read("x.yaml", yaml.getBytes(StandardCharsets.UTF_8), List.of());
  }
}
