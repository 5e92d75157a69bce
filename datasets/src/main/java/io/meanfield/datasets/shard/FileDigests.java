package io.meanfield.datasets.shard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checksums of local files, computed once a process for as long as a file's size and time stay what
 * they were. Thread-safe; shared by all readers of the process.
 */
final class FileDigests {
  private static final ConcurrentHashMap<Path, Known> KNOWN = new ConcurrentHashMap<>();

  private record State(long bytes, FileTime modified) {
    static State of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new State(attributes.size(), attributes.lastModifiedTime());
    }
  }

  private record Known(State state, String xxh64) {}

  private FileDigests() {}

  static String xxh64(Path file) throws IOException {
    State state = State.of(file);
    try {
      return KNOWN
          .compute(
              file.toAbsolutePath(),
              (path, known) ->
                  known != null && known.state().equals(state)
                      ? known
                      : new Known(state, compute(path)))
          .xxh64();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Takes the checksum of a file from who wrote it. */
  static void learn(Path file, String xxh64) throws IOException {
    KNOWN.put(file.toAbsolutePath(), new Known(State.of(file), xxh64));
  }

  private static String compute(Path file) {
    ShardChecksum checksum = new ShardChecksum();
    try (InputStream in = Files.newInputStream(file)) {
      checksum.transfer(in, OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return checksum.hex();
  }
}
