package io.meanfield.datasets.shard;

import io.meanfield.datasets.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
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

  private record Known(State state, String sha256) {}

  private FileDigests() {}

  static String sha256(Path file) throws IOException {
    State state = State.of(file);
    try {
      return KNOWN
          .compute(
              file.toAbsolutePath(),
              (path, known) ->
                  known != null && known.state().equals(state)
                      ? known
                      : new Known(state, compute(path)))
          .sha256();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Takes the checksum of a file from who wrote it. */
  static void learn(Path file, String sha256) throws IOException {
    KNOWN.put(file.toAbsolutePath(), new Known(State.of(file), sha256));
  }

  private static String compute(Path file) {
    MessageDigest digest = Sha256.newDigest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sha256.hex(digest);
  }
}
