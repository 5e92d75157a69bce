package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.storage.Storage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file of raw data, plain or compressed. */
final class RawFile {
  private RawFile() {}

  /**
   * @param key of the configuration that names the file
   * @throws DataException unless there is a file with something in it
   */
  static void check(Storage storage, String file, String key) throws IOException {
    if (!storage.exists(file)) {
      throw new DataException(
          "expected the file %s (%s), found nothing there; correct the path or fetch the data"
              .formatted(file, key));
    }
    if (storage.isDirectory(file)) {
      throw new DataException(
          "expected the file %s (%s), found a folder; name the files in it".formatted(file, key));
    }
    if (storage.size(file) == 0) {
      throw new DataException(
          "expected the file %s (%s), found 0 bytes in it; fetch the data again"
              .formatted(file, key));
    }
  }

  /** The content of the file, uncompressed, whose damage is a DataException. */
  static InputStream open(Storage storage, String file) throws IOException {
    InputStream in = buffered(storage.open(file));
    try {
      InputStream content = isGzip(in) ? buffered(GzipContent.open(file, in)) : in;
      requireContent(file, content);
      return content;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static InputStream buffered(InputStream in) {
    return new BufferedInputStream(in, 1 << 16);
  }

  private static void requireContent(String file, InputStream content) throws IOException {
    content.mark(1);
    if (content.read() < 0) {
      throw new DataException(
          "expected data in %s, found it empty; fetch the file again".formatted(file));
    }
    content.reset();
  }

  /** Whether the file is compressed, so that it can only be read from its start. */
  static boolean isCompressed(Storage storage, String file) throws IOException {
    try (InputStream in = buffered(storage.open(file))) {
      return isGzip(in);
    }
  }

  private static boolean isGzip(InputStream in) throws IOException {
    in.mark(2);
    byte[] start = in.readNBytes(2);
    in.reset();
    return start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
  }
}
