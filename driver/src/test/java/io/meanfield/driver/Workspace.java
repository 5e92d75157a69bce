package io.meanfield.driver;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** A folder with small data and the configuration of a run that takes a second. */
record Workspace(Path folder) {
  static final int NUM_EXAMPLES = 60;

  private static final String TABLES =
      """
      run: {name: small, folder: FOLDER/run, seed: 1}
      dataset:
        shards: FOLDER/shards
        source:
          format: csv
          train: [FOLDER/train.csv]
          columns: {numbers: [x, y], label: label}
        transform: {kind: numbers}
        split: {validation: 0.2, test: 0.2}
      model: {name: linear}
      training:
        replicas: 2
        batch-size: 4
        epochs: 1
        optimizer: {name: sgd, learning-rate: 0.1}
      sync: {strategy: average, local-steps: 2}
      """;

  private static final String IMAGES =
      TABLES
          .replace("format: csv", "format: idx")
          .replace("FOLDER/train.csv", "{images: FOLDER/images, labels: FOLDER/labels}")
          .replace("columns: {numbers: [x, y], label: label}", "classes: [zero, one]")
          .replace("kind: numbers", "kind: image");

  /** One whose tables can be learnt. */
  static Workspace withTable(Path folder) {
    Workspace workspace = new Workspace(folder);
    StringBuilder csv = new StringBuilder("x,y,label\n");
    for (int i = 0; i < NUM_EXAMPLES; i++) {
      csv.append("%d.5,%d,%s\n".formatted(i % 7, i % 5, i % 2 == 0 ? "even" : "odd"));
    }
    workspace.write("train.csv", csv.toString().getBytes());
    workspace.write("conf.yaml", workspace.yaml(TABLES));
    return workspace;
  }

  /** One with grey images of 4 x 4 pixels. */
  static Workspace withImages(Path folder) {
    Workspace workspace = new Workspace(folder);
    ByteBuffer images = ByteBuffer.allocate(16 + 16 * NUM_EXAMPLES);
    images.putInt(0x803).putInt(NUM_EXAMPLES).putInt(4).putInt(4);
    ByteBuffer labels = ByteBuffer.allocate(8 + NUM_EXAMPLES).putInt(0x801).putInt(NUM_EXAMPLES);
    for (int i = 0; i < NUM_EXAMPLES; i++) {
      labels.put((byte) (i % 2));
      for (int pixel = 0; pixel < 16; pixel++) {
        images.put((byte) (i * 7 + pixel * (i % 2)));
      }
    }
    workspace.write("images", images.array());
    workspace.write("labels", labels.array());
    workspace.write("conf.yaml", workspace.yaml(IMAGES));
    return workspace;
  }

  /** Makes the table that many times as long. */
  void repeatTable(int times) {
    String table = new String(read("train.csv"));
    int header = table.indexOf('\n') + 1;
    write(
        "train.csv",
        (table.substring(0, header) + table.substring(header).repeat(times)).getBytes());
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  byte[] read(String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String name, byte[] content) {
    try {
      Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes one byte of a file. */
  void flip(String name, int position) {
    byte[] content = read(name);
    content[position] ^= 1;
    write(name, content);
  }

  void delete(String name) {
    try {
      new Storage(new Configuration()).delete(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The configuration with a piece of it replaced. */
  void configure(String right, String wrong) {
    String yaml = new String(read("conf.yaml"));
    if (!yaml.contains(right)) {
      throw new IllegalArgumentException("expected \"%s\" in:\n%s".formatted(right, yaml));
    }
    write("conf.yaml", yaml.replace(right, wrong).getBytes());
  }

  CommandResult run(String command, String... overrides) {
    List<String> args = new ArrayList<>(List.of(command, path("conf.yaml")));
    args.addAll(List.of(overrides));
    return CommandResult.of(args.toArray(String[]::new));
  }

  /** What the model of the run predicts for files, as lines of CSV; once only. */
  List<String> predict(String name) {
    CommandResult.of(
            "predict", path("run"), path(name), "--format", "CSV", "--output", path("table"))
        .assertSucceeds();
    return new String(read(find("table", "part-*.csv")), StandardCharsets.UTF_8).lines().toList();
  }

  /** The only file below a folder of which the name matches. */
  String find(String folderName, String glob) {
    try (Stream<Path> files = Files.walk(folder.resolve(folderName))) {
      var matcher = folder.getFileSystem().getPathMatcher("glob:" + glob);
      return files
          .filter(file -> matcher.matches(file.getFileName()))
          .sorted()
          .findFirst()
          .map(file -> folder.relativize(file).toString())
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names in a folder, hidden ones too. */
  Set<String> names(String name) {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What looks as if it was left unfinished, at any depth. */
  List<String> leftovers() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString())
          .filter(name -> name.matches("(.*/)?[._][^/]*"))
          .filter(name -> !name.endsWith("_SUCCESS") && !name.endsWith(".crc")) // whole tables
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] yaml(String template) {
    return template.replace("FOLDER", folder.toString()).getBytes();
  }
}
