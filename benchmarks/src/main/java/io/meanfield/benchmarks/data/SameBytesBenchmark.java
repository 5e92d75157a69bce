package io.meanfield.benchmarks.data;

import io.meanfield.benchmarks.Report;
import io.meanfield.benchmarks.sync.Checkout;
import io.meanfield.benchmarks.sync.StandaloneCluster;
import io.meanfield.benchmarks.sync.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether {@code ingest.sh} on one executor and on two writes the same files to the byte. */
final class SameBytesBenchmark implements DataBenchmark {
  private static final int NUM_TEXT_FILES = 6;
  private static final int CHARS_OF_TEXT_FILE = 2_000_000;
  private static final int IMAGE_SIDE = 128;
  private static final int NUM_IMAGES = 600;
  private static final Pattern TASK_END =
      Pattern.compile("\"SparkListenerTaskEnd\".*?\"Executor ID\":\"([^\"]+)\"");

  @Override
  public void run(Path folder, Report report) throws IOException {
    report.note(
        "Files of data sets ingested by one executor and by two, each a process with one slot.");
    report.row("data", List.of("files", "bytes", "tasks of executors", "the same"));
    boolean texts = areTheSame("texts", texts(folder.resolve("texts")), folder, report);
    boolean images = areTheSame("images", images(folder.resolve("images")), folder, report);
    report.value("same-bytes", Boolean.toString(texts && images));
  }

  /** Six files of which a vocabulary of byte pairs is learned first. */
  private static List<String> texts(Path folder) throws IOException {
    EnglishTexts english = EnglishTexts.load();
    Files.createDirectories(folder);
    List<String> files = new ArrayList<>();
    for (int i = 0; i < NUM_TEXT_FILES; i++) {
      Path file = folder.resolve("texts-%d.tsv".formatted(i));
      List<String> lines = new ArrayList<>(List.of("sentence\tlabel"));
      for (String text : english.write(CHARS_OF_TEXT_FILE, i)) {
        lines.add(text + (lines.size() % 2 == 0 ? "\tgood" : "\tbad"));
      }
      files.add(Files.write(file, lines).toString());
    }
    return List.of(
        "dataset.source={format: tsv, train: [%s], columns: {text: sentence, label: label}}"
            .formatted(String.join(", ", files)),
        "dataset.transform={kind: text, max-tokens: 48, tokenizer: {kind: byte-pair, vocabulary-size: 4000}}");
  }

  /** Files that make several splits. */
  private static List<String> images(Path folder) throws IOException {
    new ImageFiles(folder, "png", IMAGE_SIDE, NUM_IMAGES).write();
    return List.of(
        "dataset.source={format: image-folder, train: %s}".formatted(folder),
        "dataset.transform={kind: image, height: 96, width: 96, channels: 3, fit: crop}");
  }

  private static boolean areTheSame(String name, List<String> dataset, Path folder, Report report)
      throws IOException {
    List<Map<String, byte[]>> found = new ArrayList<>();
    List<String> tasks = new ArrayList<>();
    for (int numExecutors = 1; numExecutors <= 2; numExecutors++) {
      Path run = Files.createDirectories(folder.resolve("%s-%d".formatted(name, numExecutors)));
      found.add(ingest(dataset, numExecutors, run));
      tasks.add(tasksOfExecutors(run.resolve("events")));
    }
    boolean areTheSame = found.get(0).keySet().equals(found.get(1).keySet());
    for (Map.Entry<String, byte[]> file : found.get(0).entrySet()) {
      areTheSame &= Arrays.equals(file.getValue(), found.get(1).get(file.getKey()));
    }
    report.row(
        name,
        List.of(
            found.get(0).size(),
            found.get(0).values().stream().mapToLong(bytes -> bytes.length).sum(),
            String.join(" and ", tasks),
            areTheSame));
    return areTheSame;
  }

  private static Map<String, byte[]> ingest(List<String> dataset, int numExecutors, Path run)
      throws IOException {
    Path events = Files.createDirectory(run.resolve("events"));
    Path shards = run.resolve("shards");
    try (StandaloneCluster cluster = StandaloneCluster.here(run, numExecutors)) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Checkout.script("ingest.sh").toString(),
                  Checkout.HOME.resolve("conf/sentences-textcnn.yaml").toString(),
                  "--master",
                  cluster.url(),
                  "--executor-memory",
                  "1g"));
      for (String setting : settings(numExecutors, events)) {
        command.addAll(List.of("--conf", setting));
      }
      command.add("dataset.shards=" + shards);
      command.addAll(dataset);
      Trainer.runProcess(new ProcessBuilder(command), run.resolve("ingest.log"));
    }
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(shards)) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** Ingest begins when all executors are there, and tells which of them does what. */
  private static List<String> settings(int numExecutors, Path events) {
    return List.of(
        "spark.cores.max=" + numExecutors,
        "spark.ui.enabled=false",
        "spark.scheduler.minRegisteredResourcesRatio=1.0",
        "spark.scheduler.maxRegisteredResourcesWaitingTime=60s",
        "spark.eventLog.enabled=true",
        "spark.eventLog.compress=false",
        "spark.eventLog.rolling.enabled=false",
        "spark.eventLog.dir=" + events.toUri());
  }

  /** How many tasks each of the executors did: {@code 12} or {@code 7+5}. */
  private static String tasksOfExecutors(Path events) throws IOException {
    Map<String, Integer> tasks = new TreeMap<>();
    try (Stream<Path> logs = Files.list(events)) {
      for (Path log : logs.toList()) {
        TASK_END
            .matcher(Files.readString(log))
            .results()
            .forEach(task -> tasks.merge(task.group(1), 1, Integer::sum));
      }
    }
    return tasks.values().stream().map(String::valueOf).collect(Collectors.joining("+"));
  }
}
