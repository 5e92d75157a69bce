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
  private static final ConcurrentHashMap<State, String> KNOWN = new ConcurrentHashMap<>();

  private record State(Path file, long bytes, FileTime modified) {}

  private FileDigests() {}

  static String sha256(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    State state =
        new State(file.toAbsolutePath(), attributes.size(), attributes.lastModifiedTime());
    try {
      return KNOWN.computeIfAbsent(state, key -> compute(key.file()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
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
