package io.meanfield.datasets.catalogue;

import io.meanfield.datasets.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A file of a data set, or a folder of files.
 *
 * @param name its plain name, without folders before it; that of a folder ends in a slash
 * @param sha256 of its content in hexadecimal; the content of a {@code .gz} file is what it unpacks
 *     to, that of a folder is the path and the content of each file in it, in the order of paths
 */
public record DataFile(String name, String sha256) {
  static final String SHA256 = "[0-9a-f]{64}";

  public DataFile {
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*/?")) {
      throw new IllegalArgumentException("expected a plain file name, found '" + name + "'");
    }
    if (!sha256.matches(SHA256)) {
      throw new IllegalArgumentException(
          "expected 64 hexadecimal digits as sha256 of " + name + ", found '" + sha256 + "'");
    }
  }

  /** What is wrong with this file in a folder, or empty if it is there and whole. */
  Optional<String> problemIn(Path folder) {
    Path file = folder.resolve(name);
    if (isFolder() ? !Files.isDirectory(file) : !Files.isRegularFile(file)) {
      return Optional.of("there is no %s %s".formatted(isFolder() ? "folder" : "file", name));
    }
    try {
      String found = isFolder() ? treeSha256(file) : contentSha256(file);
      return found.equals(sha256)
          ? Optional.empty()
          : Optional.of("expected SHA-256 " + sha256 + " of " + name + ", found " + found);
    } catch (IOException e) {
      return Optional.of(name + " cannot be read: " + e);
    }
  }

  private boolean isFolder() {
    return name.endsWith("/");
  }

  private static String treeSha256(Path folder) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile)
          .forEach(file -> files.put(folder.relativize(file).toString(), file));
    }
    for (Map.Entry<String, Path> file : files.entrySet()) {
      digest.update((file.getKey() + "\n").getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(file.getValue()));
    }
    return Sha256.hex(digest);
  }

  private String contentSha256(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw) {
      return sha256(in);
    }
  }

  static String sha256(InputStream in) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      digest.update(buffer, 0, n);
    }
    return Sha256.hex(digest);
  }
}
