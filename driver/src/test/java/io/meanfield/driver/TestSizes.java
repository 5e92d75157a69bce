package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestSizes {
  private static final List<String> MODULES = List.of("datasets", "model-zoo", "worker", "driver");
  private static final int MAX_LINES = 500;

  private record SourceFile(String path, int numLines) {}

  @Test
  void noFileIsTooLongToRead() throws IOException {
    List<SourceFile> files = new ArrayList<>();
    for (String module : MODULES) {
      List<SourceFile> some = filesOf(module);
      assertTrue(!some.isEmpty(), () -> "expected Java files in " + module);
      files.addAll(some);
    }
    files.sort(Comparator.comparingInt(SourceFile::numLines).thenComparing(SourceFile::path));
    System.out.println(table(files));
    assertEquals(
        List.of(),
        files.stream().filter(file -> file.numLines() > MAX_LINES).toList(),
        "files of more than %d lines: divide them".formatted(MAX_LINES));
  }

  private static List<SourceFile> filesOf(String module) throws IOException {
    Path root = Checkout.root();
    try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> new SourceFile(root.relativize(file).toString(), numLines(file)))
          .toList();
    }
  }

  private static int numLines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String table(List<SourceFile> ascending) {
    int count = ascending.size();
    StringBuilder table = new StringBuilder();
    table.append(
        "%d Java files: median %d lines, nine in ten up to %d; the largest:%n"
            .formatted(
                count,
                ascending.get(count / 2).numLines(),
                ascending.get(count * 9 / 10).numLines()));
    for (int i = count - 1; i >= Math.max(0, count - 10); i--) {
      table.append("%5d  %s%n".formatted(ascending.get(i).numLines(), ascending.get(i).path()));
    }
    return table.toString();
  }
}
