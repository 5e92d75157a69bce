package io.meanfield.driver.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestEffectiveConfig {

  @Test
  void everyKeyIsWrittenInTheOrderOfTheComponents() {
    assertEquals(
        """
        run:
          name: "sample"
          folder: "runs/sample"
          seed: 7
        data:
          format: "csv"
          file: "train.csv"
          columns:
            - name: "height"
              scale: 1.0
            - name: "width"
              scale: 2.0
          labels:
            format: "idx"
            images: "images.idx"
            alternatives: null
        training:
          batch-size: 32
          optimizer: "adam-w"
          lr: 0.001
          betas:
            - 0.9
            - 0.999
          max-time: "1 h"
          shuffle: false
          note: ""
          max-steps: null
        evaluation:
          every-rounds: 1
          early-stopping: null
        checkpoint:
          every-rounds: 10
          keep: 3
        cluster:
          slot-timeout: "1 min"
          job-timeout: "30 min"
          peer-timeout: "1 min"
          exchange-port: 0
          shard-cache-mib: 16384
        """,
        EffectiveConfig.toYaml(SampleRun.read(SampleRun.YAML)));
  }

  @Test
  void whatIsWrittenIsReadAsAnEqualRecord() {
    SampleRun run =
        SampleRun.read(
            SampleRun.YAML,
            "data={format: idx, alternatives: [{format: noise}, {format: csv, file: a, columns: []}]}",
            "training.max-steps=3",
            "training.lr=1e-300",
            "training.max-time=1500 ms",
            "evaluation.early-stopping={metric: loss, patience: 2, min-improvement: 1e-4}");
    assertEquals(run, SampleRun.read(EffectiveConfig.toYaml(run)));
  }

  @Test
  void anyTextSurvivesTheWayThroughAFile() {
    record Texts(List<String> texts, List<Optional<String>> more) {}

    String letters = "ab01 ~!@#%&*-+?:,.[]{}'\"|>`<=\\/\n\r\t\u00e9\u20ac\u0085\u2028\ufeff";
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(8); length > 0; length--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      Texts texts =
          new Texts(
              List.of("null", "true", "1e3", "2 h", "---", text.toString()),
              List.of(Optional.of("a"), Optional.empty()));
      byte[] yaml = SampleRun.utf8(EffectiveConfig.toYaml(texts));
      assertEquals(texts, ConfigReader.of(Texts.class).read("x.yaml", yaml, List.of()));
    }
  }

  @Test
  void theHashIsThatOfTheValuesAndNotOfTheFile() {
    SampleRun run = SampleRun.read(SampleRun.YAML);
    String hash = EffectiveConfig.sha256(run);
    assertEquals(64, hash.length());
    assertEquals(hash, EffectiveConfig.sha256(SampleRun.read(EffectiveConfig.toYaml(run))));
    assertEquals(
        hash, EffectiveConfig.sha256(SampleRun.read(SampleRun.YAML.replace("1e-3", "0.001"))));
    assertNotEquals(
        hash, EffectiveConfig.sha256(SampleRun.read(SampleRun.YAML, "training.lr=0.002")));
  }

  @Test
  void theHashDoesNotDependOnTheOrderOfTheKeys() {
    record OneWay(int a, int b) {}
    record OtherWay(int b, int a) {}

    assertEquals(
        EffectiveConfig.sha256(new OneWay(1, 2)), EffectiveConfig.sha256(new OtherWay(2, 1)));
  }
}
