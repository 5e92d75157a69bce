package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.zoo.ModelCatalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong configurations end with exit code 2, all problems at once and before Spark starts. */
@Tag("unit")
class TestBadConfiguration {
  private Workspace workspace;

  @BeforeAll
  static void makeSparkFailIfItIsStarted() {
    System.setProperty("spark.master", "no-such-master");
  }

  @AfterAll
  static void letSparkStart() {
    System.clearProperty("spark.master");
  }

  @BeforeEach
  void write(@TempDir Path folder) {
    workspace = Workspace.withTable(folder);
  }

  @Test
  void onlyTextsCanBeSortedByLength() {
    workspace
        .run("train", "training.length-pool=5")
        .assertFails(
            ErrorCode.CONFIGURATION, "training.length-pool: expected texts to sort by length");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replicas: 2           | replics: 2                 | conf.yaml:12: training.replics: unknown key; did you mean "replicas"?
          replicas: 2           | learning-rate: 2           | conf.yaml:12: training.learning-rate: unknown key; a key of that name belongs at training.optimizer.learning-rate
          replicas: 2           | replicas: two              | conf.yaml:12: training.replicas: expected a whole number
          replicas: 2           | replicas: 0                | conf.yaml:11: training: expected replicas to be at least 1, found 0
          '  replicas: 2'       | ''                         | conf.yaml:11: training.replicas: missing
          epochs: 1             | epochs: 1.5                | conf.yaml:14: training.epochs: expected a whole number
          epochs: 1             | epochs: [1]                | conf.yaml:14: training.epochs: expected a whole number from -2147483648 to 2147483647, found a list
          epochs: 1             | 'epochs: 1, 000'           | conf.yaml:14: training.epochs: expected a whole number
          learning-rate: 0.1    | learning-rate: -0.1        | conf.yaml:15: training.optimizer: expected learning-rate to be a positive number, found -0.1
          name: sgd             | name: sdg                  | conf.yaml:15: training.optimizer.name: expected one of sgd, momentum, nesterov, adam, adamw, found "sdg"; did you mean "sgd"?
          strategy: average     | strategy: ring             | conf.yaml:16: sync.strategy: expected one of average, diloco, allreduce, found "ring"
          name: linear          | name: lenett               | conf.yaml:10: model.name: expected one of linear, mlp, lenet, resnet, text-cnn, text-lstm, gpt, factorization, transformer, file, zip, found "lenett"; did you mean "lenet"?
          name: linear          | file: FOLDER/net.json      | conf.yaml:10: model.file: expected a file, found nothing at FOLDER/net.json
          name: linear          | zip: FOLDER/conf.yml       | conf.yaml:10: model.zip: expected a file, found nothing at FOLDER/conf.yml; did you mean "conf.yaml"?
          name: linear          | zip: FOLDER                | conf.yaml:10: model.zip: expected a file, found the folder FOLDER; name a file in it
          name: linear          | 'name: text-cnn, word-vectors: {file: FOLDER/vectors.txt}' | conf.yaml:10: model.word-vectors.file: expected a file, found nothing at FOLDER/vectors.txt
          name: linear          | 'name: text-cnn, word-vectors: {file: FOLDER/conf.yaml}' | conf.yaml:10: model.word-vectors: expected texts of words or characters (dataset.transform.tokenizer.kind) to give vectors to, found others
          name: linear          | 'file: FOLDER/conf.yaml, word-vectors: {file: FOLDER/conf.yaml, trainable: false}' | conf.yaml:10: model: word-vectors.trainable: expected true for a network of your own, found false
          FOLDER/train.csv      | FOLDER/trian.csv           | conf.yaml:6: dataset.source.train[0]: expected a file, found nothing at FOLDER/trian.csv; did you mean "train.csv"?
          kind: numbers         | 'kind: text, max-tokens: 9, tokenizer: {kind: word-piece, file: FOLDER/bert.json}' | conf.yaml:8: dataset.transform.tokenizer.file: expected a file, found nothing at FOLDER/bert.json
          label: label          | label: label, targets: [x] | conf.yaml:7: dataset.source.columns: expected either label, targets or translation, found more than one of the three
          label: label          | translation: fr            | conf.yaml:7: dataset.source.columns: expected text beside the translation fr, found none: name the column that it translates
          'numbers: [x, y], label: label' | 'text: en, translation: en' | conf.yaml:7: dataset.source.columns: expected every column once, found en twice
          'numbers: [x, y], label: label' | 'text: en, translaton: fr' | conf.yaml:7: dataset.source.columns.translaton: unknown key; did you mean "translation"?
          kind: numbers         | 'kind: text-pair, max-source-tokens: 9, max-target-tokens: 9, tokenizer: {kind: gpt2}' | conf.yaml:2: dataset: expected a source with translations for transform {kind: text-pair}, found one without
          'numbers: [x, y], label: label' | 'text: en, translation: fr' | conf.yaml:2: dataset: expected transform {kind: text-pair} for texts with translations, found NumbersConfig
          kind: numbers         | 'kind: table, targets: log' | conf.yaml:2: dataset: expected no transform.targets for a source of classes, found log
          kind: numbers         | 'kind: table, numbers: rank' | conf.yaml:8: dataset.transform.numbers: expected one of standardise, quantile, min-max, none, found "rank"
          label: label          | lable: label               | conf.yaml:7: dataset.source.columns.lable: unknown key; did you mean "label"?
          validation: 0.2       | validation: 0.9            | conf.yaml:9: dataset.split: expected a validation and a test fraction from 0 to below 1 that leave something to train on
          shards: FOLDER/shards | shards: FOLDER/run         | conf.yaml:1: run.folder: expected a folder of the run's own, found that of dataset.shards
          shards: FOLDER/shards | shards: hfds://a/b         | conf.yaml:3: dataset.shards: expected a path on a file system that Spark knows, found hfds://a/b
          shards: FOLDER/shards | 'shards: "a:b"'            | conf.yaml:3: dataset.shards: expected a path, found a:b
          local-steps: 2        | 'local-steps: 2, wire: {format: fp8}' | conf.yaml:16: sync.wire.format: expected one of f32, bf16, int8, top-k, found "fp8"
          local-steps: 2        | 'local-steps: 2, wire: bf16' | conf.yaml:16: sync.wire: expected a section whose format is one of f32, bf16, int8, top-k, found "bf16"
          local-steps: 2        | 'local-steps: 2, wire: {format: top-k}' | conf.yaml:16: sync.wire.share: missing; expected a number
          local-steps: 2        | 'local-steps: 2, wire: {format: top-k, share: 1}' | conf.yaml:16: sync.wire: expected the share of top-k to be above 0 and at most 0.5, found 1.0
          local-steps: 2        | 'local-steps: 2, exact-first: 500' | conf.yaml:16: sync.exact-first: expected a number of steps such as 500 steps, found "500"
          local-steps: 2        | 'local-steps: 2, exact-first: {steps: 5}' | conf.yaml:16: sync.exact-first: expected a number of steps such as 500 steps, found a section with steps
          local-steps: 2        | local-steps: 0             | conf.yaml:16: sync.local-steps: expected a whole number of at least 1, or auto, found "0"
          local-steps: 2        | local-steps: automatic     | conf.yaml:16: sync.local-steps: expected a whole number of at least 1, or auto, found "automatic"
          local-steps: 2        | 'local-steps: auto, overhead: 0' | conf.yaml:16: sync: expected overhead to be above 0 and below 1, found 0.0
          local-steps: 2        | 'local-steps: 2, overhead: 0.1' | conf.yaml:16: sync: expected overhead only with local-steps: auto, which it decides, found local-steps: 2
          local-steps: 2        | 'local-steps: 2, quorum: 0' | conf.yaml:16: sync: expected quorum to be a share of the replicas above 0 and at most 1, found 0.0
          local-steps: 2        | 'local-steps: 2, deadline: 0.5' | conf.yaml:16: sync: expected deadline to be a multiple of the median round time of at least 1, found 0.5
          local-steps: 2        | 'local-steps: 2, outlier: 1' | conf.yaml:16: sync: expected outlier to be a multiple of the median norm above 1, or 0 for none, found 1.0
          local-steps: 2        | local-steps: 2, local-steps: 3 | conf.yaml:16: sync.local-steps: given twice
          """)
  void isSaidWithItsPlace(String right, String wrong, String expected) {
    workspace.configure(
        right.replace("FOLDER", workspace.folder().toString()),
        (wrong == null ? "" : wrong).replace("FOLDER", workspace.folder().toString()));
    CommandResult result = workspace.run("train");
    result.assertFails(
        ErrorCode.CONFIGURATION, expected.replace("FOLDER", workspace.folder().toString()));
    assertFalse(result.out().contains("run:"), result::out);
    assertEquals(Set.of("conf.yaml", "train.csv"), workspace.names(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cluster.slot-timeout=60              | override cluster.slot-timeout=60: cluster.slot-timeout: expected a duration
          cluster.job-timeout=10 s             | cluster: expected a job-timeout of at least the slot-timeout
          training.loss=squared-error          | training.loss: expected a loss for classes (by-labels, cross-entropy or binary-cross-entropy), found squared-error
          training.loss=hinge                  | training.loss: expected one of by-labels, cross-entropy, binary-cross-entropy, squared-error, next-word, found "hinge"
          evaluation.early-stopping={metric: rmse} | evaluation.early-stopping.metric: expected a metric of a model that predicts classes
          evaluation.early-stopping={metric: acuracy} | evaluation.early-stopping.metric: expected one of
          dataset.id=fashion-mnst              | dataset.id: expected the id of a data set
          training.augmentation={flip: horizontal} | training.augmentation: expected images to change, found a dataset.transform of another kind than image: remove it
          training.epochs                      | override training.epochs: expected key.path=value
          compute.backend=gpu                  | compute.backend: expected one of cpu, cuda, found "gpu"
          compute={backend: cuda, precision: bf16} | compute: expected precision: f32 with backend: cuda, which has no other, found bf16
          compute={backend: cuda, threads-per-task: 2} | compute: expected threads-per-task of 1 with backend: cuda, whose GPU takes the place of threads, found 2
          compute.gpu-mib=0                    | compute: expected gpu-mib of at least 1, found 0
          """)
  void isSaidOfOverrides(String override, String expected) {
    workspace.run("train", override).assertFails(ErrorCode.CONFIGURATION, expected);
  }

  @Test
  void aRunOnGpusNeedsThemOfSpark() {
    workspace
        .run("train", "compute.backend=cuda")
        .assertFails(
            ErrorCode.CONFIGURATION,
            "compute.backend: cuda needs one GPU an executor and one a task, expected spark.executor.resource.gpu.amount=1, found none: add --gpu");
  }

  @Test
  void targetsOfZeroAndOneAreNotScaled() {
    workspace.configure("numbers: [x, y], label: label", "numbers: [x], targets: [y]");
    workspace.configure("kind: numbers", "kind: table, targets: log");
    workspace.configure("epochs: 1", "epochs: 1\n  loss: binary-cross-entropy");
    workspace
        .run("train")
        .assertFails(
            ErrorCode.CONFIGURATION,
            "dataset.transform.targets: expected none for the loss binary-cross-entropy");
  }

  @Test
  void textsWithoutLabelsAreForLanguageModels() {
    workspace.configure("format: csv", "format: text");
    workspace.configure("    columns: {numbers: [x, y], label: label}\n", "");
    CommandResult numbers = workspace.run("train");
    numbers.assertFails(
        ErrorCode.CONFIGURATION,
        "dataset: expected transform {kind: text} with max-tokens of at least 2 for the format text");
    workspace.configure("kind: numbers", "kind: text, max-tokens: 9, tokenizer: {kind: gpt2}");
    workspace
        .run("train", "training.loss=cross-entropy")
        .assertFails(
            ErrorCode.CONFIGURATION,
            "training.loss: expected next-word, the loss for data without labels, found cross-entropy");
    workspace
        .run("train", "training.length-pool=50")
        .assertFails(
            ErrorCode.CONFIGURATION,
            "training.length-pool: expected texts with labels to sort by length, found blocks of texts without");
  }

  @Test
  void earlyStoppingNeedsSomethingToWatch() {
    workspace
        .run("train", "evaluation.early-stopping={}", "dataset.split.validation=0")
        .assertFails(
            ErrorCode.CONFIGURATION,
            "evaluation.early-stopping: expected a validation part to watch, found dataset.split.validation 0");
  }

  @Test
  void problemsOfAllKindsComeAtOnceInTheOrderOfTheFile() {
    workspace.configure("train.csv", "gone.csv");
    workspace.configure("name: linear", "file: gone.json");
    workspace.configure("epochs: 1", "epochs: 0");
    workspace.configure("local-steps: 2", "local-stpes: 2");
    String file = workspace.path("conf.yaml");
    String gone = workspace.path("gone.csv");
    CommandResult result = workspace.run("train", "run.nam=x");
    result.assertFails(ErrorCode.CONFIGURATION);
    assertEquals(
        """
        error: 5 problems in configuration %1$s:
          %1$s:6: dataset.source.train[0]: expected a file, found nothing at %2$s; correct the path or fetch the file
          %1$s:10: model.file: expected a file, found nothing at gone.json; correct the path or fetch the file
          %1$s:11: training: expected epochs to be at least 1, found 0
          %1$s:16: sync.local-stpes: unknown key; did you mean "local-steps"?
          override run.nam=x: run.nam: unknown key; did you mean "name"?
        """
            .formatted(file, gone),
        result.err());
  }

  @Test
  void allMissingFilesAreNamed(@TempDir Path images) {
    Workspace other = Workspace.withImages(images);
    other.delete("images");
    other.delete("labels");
    other
        .run("ingest")
        .assertFails(
            ErrorCode.CONFIGURATION,
            "2 problems",
            "conf.yaml:6: dataset.source.train[0].images: expected a file, found nothing at",
            "conf.yaml:6: dataset.source.train[0].labels: expected a file, found nothing at");
    assertEquals(Set.of("conf.yaml"), other.names(""));
  }

  @Test
  void textThatIsNotUtf8HasItsLine() {
    String yaml = new String(workspace.read("conf.yaml")).replace("name: small", "name: caf\u00e9");
    workspace.write("conf.yaml", yaml.getBytes(StandardCharsets.ISO_8859_1));
    workspace
        .run("train")
        .assertFails(ErrorCode.CONFIGURATION, "conf.yaml:1: expected UTF-8 text, found the byte");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    CommandResult.of("ingest", workspace.path("none.yaml"))
        .assertFails(ErrorCode.CONFIGURATION, "none.yaml: expected a YAML file, found no file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "ingest"})
  void allOverridesOfACommandLineAreRead(String command) {
    CommandResult.of(
            command, workspace.path("conf.yaml"), "run.nmae=a", "run.seed=b", "run.fodler=c")
        .assertFails(ErrorCode.CONFIGURATION, "3 problems", "run.nmae", "run.seed", "run.fodler");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train                    | Missing required parameter: 'CONFIG'; --help lists what there is
          ingest --html page.html  | error: Missing required argument(s): --describe=DIR; --help lists what there is
          ingest                   | Missing required argument (specify one of these): ([CONFIG [KEY=VALUE...]] | [--describe=DIR [--html=FILE]])
          train a.yaml --fast      | Unknown option: '--fast'; --help lists what there is
          trian a.yaml             | Unmatched arguments from index 0: 'trian', 'a.yaml'; --help lists what there is
          predict model file       | Missing required option: '--output=FOLDER'
          predict model f --output=o --format=xlsx | expected one of [CSV, PARQUET] (case-insensitive) but was 'xlsx'
          """)
  void aWrongCommandLineIsSaidInOneLine(String args, String expected) {
    CommandResult result = CommandResult.of(args.split(" "));
    result.assertFails(ErrorCode.CONFIGURATION, expected);
    assertEquals(1, result.err().lines().count(), result::err);
  }

  @Test
  void modelsAreListedWithoutAConfiguration() {
    CommandResult result = CommandResult.of("train", "--list-models");
    result.assertSucceeds();
    assertEquals(ModelCatalogue.text(), result.out());
  }
}
