package io.meanfield.datasets.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the routes do with folders. */
final class Folders {
  private Folders() {}

  /** Something done in a folder that is gone afterwards. */
  @FunctionalInterface
  interface Work {
    void in(Path folder) throws IOException, InterruptedException;
  }

  static void withTemporary(Work work) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("meanfield-fetch-");
    try {
      work.in(folder);
    } finally {
      delete(folder);
    }
  }

  /** The one file in a folder whose name ends in a suffix. */
  static Path only(Path folder, String suffix) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      List<Path> found = list.filter(path -> path.toString().endsWith(suffix)).sorted().toList();
      if (found.size() != 1) {
        throw new IOException("expected one *" + suffix + " from the client, found " + found);
      }
      return found.get(0);
    }
  }

  /** Deletes a folder with all that is in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
