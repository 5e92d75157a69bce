package io.meanfield.driver.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestChecks {
  private static final ConfigReader<SampleRun> READER =
      ConfigReader.of(SampleRun.class)
          .with(SampleRun.class, (run, problems) -> problems.add("", "the whole"))
          .with(
              SampleRun.Csv.class,
              (csv, problems) -> {
                problems.add("file", "no such file " + csv.file());
                problems.add("columns[1].scale", "too large");
                problems.add("format", "is text");
                problems.add("labels.images", "left out");
              })
          .with(
              SampleRun.Column.class,
              (column, problems) -> {
                if (column.name().equals("height")) {
                  problems.add("name", "height is taken");
                }
              });

  private static List<String> problems(String yaml) {
    return assertThrows(
            ConfigException.class,
            () -> READER.read("x.yaml", SampleRun.utf8(yaml), List.of("training.lr=0.5")))
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }

  @Test
  void speakAboutTheLineOfTheirKey() {
    assertEquals(
        List.of(
            "x.yaml: the whole",
            "x.yaml:5: data.labels.images: left out",
            "x.yaml:6: data.format: is text",
            "x.yaml:7: data.file: no such file train.csv",
            "x.yaml:9: data.columns[0].name: height is taken",
            "x.yaml:10: data.columns[1].scale: too large"),
        problems(SampleRun.YAML));
  }

  @Test
  void runForThePartsThatAreRightWhereOthersAreWrong() {
    assertEquals(
        List.of(
            "x.yaml:9: data.columns[0].name: height is taken",
            "x.yaml:10: data.columns[1].scale: expected a number, found \"x\""),
        problems(SampleRun.YAML.replace("scale: 2", "scale: x")));
  }
}
