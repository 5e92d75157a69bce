package io.meanfield.driver.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class TestWrongConfig {

  private static List<String> problems(String yaml, String... overrides) {
    return messages(() -> SampleRun.read(yaml, overrides));
  }

  private static List<String> messages(Executable reading) {
    return assertThrows(ConfigException.class, reading).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  /** In each row one text of the right file is replaced, and exactly one problem is expected. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          batch-size: 32     | batchsize: 32      | x.yaml:12: training.batchsize: unknown key; did you mean "batch-size"?
          batch-size: 32     | batch-size: 32.5   | x.yaml:12: training.batch-size: expected a whole number from -2147483648 to 2147483647, found "32.5"
          batch-size: 32     | batch-size: 0x20   | x.yaml:12: training.batch-size: expected a whole number from -2147483648 to 2147483647, found "0x20"
          batch-size: 32     | batch-size: 3e9    | x.yaml:12: training.batch-size: expected a whole number from -2147483648 to 2147483647, found "3e9"
          batch-size: 32     | batch-size: 2147483648 | x.yaml:12: training.batch-size: expected a whole number from -2147483648 to 2147483647, found "2147483648"
          batch-size: 32     | batch-size:        | x.yaml:12: training.batch-size: expected a whole number from -2147483648 to 2147483647, found nothing
          batch-size: 32     | batch-size: [32]   | x.yaml:12: training.batch-size: expected a whole number from -2147483648 to 2147483647, found a list
          batch-size: 32     | batch-size: -32    | x.yaml:11: training: expected batch-size >= 1, found -32
          '  batch-size: 32' | '  # nothing here' | x.yaml:11: training.batch-size: missing; expected a whole number from -2147483648 to 2147483647
          seed: 7            | seed: 9223372036854775808 | x.yaml:4: run.seed: expected a whole number of at most 64 bits, found "9223372036854775808"
          seed: 7            | seed: 2 s          | x.yaml:4: run.seed: expected a whole number of at most 64 bits, found "2 s"
          name: sample       | name: {a: 1, b: 2} | x.yaml:2: run.name: expected text, found a section with a, b
          name: sample       | name: ' '          | x.yaml:1: run: expected a name for the run, found blank text
          lr: 1e-3           | lr: fast           | x.yaml:14: training.lr: expected a number, found "fast"
          lr: 1e-3           | lr: 1e999          | x.yaml:14: training.lr: expected a number, found "1e999"
          lr: 1e-3           | lr: .nan           | x.yaml:14: training.lr: expected a number, found ".nan"
          optimizer: adam-w  | optimizer: adamw   | x.yaml:13: training.optimizer: expected one of sgd, adam-w, found "adamw"; did you mean "adam-w"?
          optimizer: adam-w  | optimizer: newton  | x.yaml:13: training.optimizer: expected one of sgd, adam-w, found "newton"
          format: csv        | format: xlsx       | x.yaml:6: data.format: expected one of csv, idx, noise, found "xlsx"
          format: csv        | format: cvs        | x.yaml:6: data.format: expected one of csv, idx, noise, found "cvs"; did you mean "csv"?
          format: csv        | fromat: csv        | x.yaml:5: data.format: missing; expected one of csv, idx, noise (found the key "fromat")
          scale: 2           | scale: [2]         | x.yaml:10: data.columns[1].scale: expected a number, found a list
          scale: 2           | seed: 2            | x.yaml:10: data.columns[1].seed: unknown key; a key of that name belongs at run.seed
          scale: 2           | colour: red        | x.yaml:10: data.columns[1].colour: unknown key; known here are name, scale
          - name: height     | - height           | x.yaml:9: data.columns[0]: expected a section with name, scale, found "height"
          scale: 2           | 'scale: 2, scale: 3' | x.yaml:10: data.columns[1].scale: given twice, first at x.yaml:10; remove one
          training:          | trainning:         | x.yaml:11: trainning: unknown key; did you mean "training"?
          """)
  void saysWhatIsWrongAndWhere(String right, String wrong, String expected) {
    assertTrue(SampleRun.YAML.contains(right));
    List<String> problems = problems(SampleRun.YAML.replace(right, wrong));
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.get(0).startsWith(expected), problems::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          training.shuffle=yes            | training.shuffle: expected true or false, found "yes"
          training.max-time=5             | training.max-time: expected a duration such as 500 ms, 30 s, 10 min or 2 h, found "5"
          training.max-time=5 weeks       | training.max-time: expected a duration such as 500 ms, 30 s, 10 min or 2 h, found "5 weeks"
          training.betas=0.9              | training.betas: expected a list, each item a number, found "0.9"
          training.betas=[0.9, x]         | training.betas[1]: expected a number, found "x"
          training.max-steps=many         | training.max-steps: expected a whole number
          training.lrr=1                  | training.lrr: unknown key; did you mean "lr"?
          model.batch-size=1              | model: unknown key; known here are run, data, training, evaluation, checkpoint, cluster
          batch-size=1                    | batch-size: unknown key; a key of that name belongs at training.batch-size
          training.lr.warm-up=1           | training.lr: expected a section to set warm-up in, found "1e-3" at x.yaml:14
          data.columns.name=a             | data.columns: expected a section to set name in, found a list at x.yaml:8
          checkpoint.keep=0               | checkpoint: expected to keep at least 1 checkpoint, found 0
          data=csv                        | data: expected a section whose format is one of csv, idx, noise, found "csv"
          training.lr                     | expected key.path=value
          training..lr=1                  | expected key.path=value
          =1                              | expected key.path=value
          training.betas=[1               | expected YAML, found an error
          training.note=*.csv             | expected YAML, found an error
          """)
  void overridesAreHeldToTheSameRules(String override, String expected) {
    List<String> problems = problems(SampleRun.YAML, override);
    String located = "override " + override + ": " + expected;
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.get(0).startsWith(located), problems::toString);
  }

  @Test
  void saysEverythingAtOnceInTheOrderOfTheFile() {
    String yaml =
        """
        run:
          name: sample
          seed: seven
        dat: {}
        training:
          batch-size: 0
          optimizer: sgd
          lr: 1
        checkpoint:
          keep: 0
          every: 3
        """;
    ConfigException exception =
        assertThrows(
            ConfigException.class,
            () -> SampleRun.read(yaml, "cluster.slot-timeout=0 s", "cluster.x"));
    assertEquals(
        """
        8 problems in configuration x.yaml:
          x.yaml:1: run.folder: missing; expected text
          x.yaml:3: run.seed: expected a whole number of at most 64 bits, found "seven"
          x.yaml:4: dat: unknown key; did you mean "data"?
          x.yaml:5: training: expected batch-size >= 1, found 0
          x.yaml:9: checkpoint: expected to keep at least 1 checkpoint, found 0
          x.yaml:11: checkpoint.every: unknown key; known here are every-rounds, keep
          override cluster.x: expected key.path=value, for example training.batch-size=64
          override cluster.slot-timeout=0 s: cluster: expected a slot-timeout above zero, found 0 s\
        """,
        exception.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                       | x.yaml: expected a run's configuration, found an empty file
          '# only a comment'       | x.yaml: expected a run's configuration, found an empty file
          '[1, 2]'                 | x.yaml: expected a section with run, data, training, evaluation, checkpoint, cluster, found a list
          'run: {a: 1}}'           | x.yaml:1: expected YAML, found an error
          'run: "no end'           | x.yaml:1: expected YAML, found an error while scanning a quoted scalar: found unexpected end of stream (column 13)
          """)
  void aFileThatIsNoMappingOfKeysIsOneProblem(String yaml, String expected) {
    List<String> problems = problems(yaml);
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.get(0).startsWith(expected), problems::toString);
  }

  @Test
  void syntaxErrorsHaveTheirLine() {
    String problem = problems("run:\n  name: a\n\tseed: 1\n").get(0);
    assertTrue(problem.startsWith("x.yaml:3: expected YAML, found an error"), problem);
  }

  @Test
  void anAliasIsNotTakenForText() {
    assertEquals(
        "x.yaml:2: run.name: expected a value, found the alias *other; write the value out, or"
            + " quote it if it is text",
        problems(SampleRun.YAML.replace("name: sample", "name: *other")).get(0));
  }

  @Test
  void aSecondDocumentIsAProblem() {
    assertEquals(
        List.of("x.yaml:16: expected one YAML document, found a second one; remove the \"---\""),
        problems(SampleRun.YAML + "---\nrun: {}\n"));
  }

  @Test
  void textThatIsNotUtf8HasItsLine() {
    byte[] latin1 = "run:\n  name: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        List.of("x.yaml:2: expected UTF-8 text, found the byte 0xe9; save the file as UTF-8"),
        messages(() -> ConfigReader.of(SampleRun.class).read("x.yaml", latin1, List.of())));
  }

  @Test
  void aFileThatIsNotThereAndABadOverrideAreBothSaid(@TempDir Path folder) {
    Path file = folder.resolve("none.yaml");
    ConfigReader<SampleRun> reader = ConfigReader.of(SampleRun.class);
    assertEquals(
        List.of(
            file
                + ": expected a YAML file, found no file of that name in "
                + folder
                + "; check the path",
            "override x: expected key.path=value, for example training.batch-size=64"),
        messages(() -> reader.read(file, List.of("x"))));
    assertEquals(
        List.of(folder + ": expected a YAML file, found a folder; name a file in it"),
        messages(() -> reader.read(folder, List.of())));
  }
}
