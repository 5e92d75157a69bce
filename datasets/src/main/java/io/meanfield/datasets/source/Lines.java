package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * The lines of a file in UTF-8 without its byte order mark; that of UTF-16 is a DataException.
 * However long a line is, no more of it is held than asked for. Used by one thread.
 */
final class Lines implements LineSource {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final String file;
  private final InputStream in;
  private final int maxBytes;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private long number;

  /**
   * @param maxBytes of a line
   */
  Lines(String file, InputStream in, int maxBytes) {
    this.file = file;
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /** The lines of a file, {@link Line#MAX_BYTES} of each at most. */
  static Lines open(Storage storage, String file) throws IOException {
    return open(storage, file, Line.MAX_BYTES);
  }

  static Lines open(Storage storage, String file, int maxBytes) throws IOException {
    return new Lines(file, RawFile.open(storage, file), maxBytes);
  }

  @Override
  public Optional<Line> next() throws IOException {
    if (position == limit && !fill()) {
      return Optional.empty();
    }
    if (number == 0) {
      passByteOrderMark();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long length = 0;
    boolean isWhole = false;
    while (!isWhole && (position < limit || fill())) {
      int end = lineEnd();
      int found = end - position;
      bytes.write(buffer, position, Math.min(found, maxBytes - bytes.size()));
      length += found;
      isWhole = end < limit;
      position = isWhole ? end + 1 : end;
    }
    return Optional.of(new Line(++number, 1, bytes.toByteArray(), length));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = in.readNBytes(buffer, 0, buffer.length);
    return limit > 0;
  }

  private void passByteOrderMark() {
    Utf16Mark.of(buffer, limit)
        .ifPresent(
            encoding -> {
              throw new DataException(
                  "expected UTF-8 in %s, found the byte order mark of %s; convert the file, as iconv -f UTF-16 -t UTF-8 does"
                      .formatted(file, encoding));
            });
    int length = BYTE_ORDER_MARK.length;
    if (limit >= length && Arrays.equals(buffer, 0, length, BYTE_ORDER_MARK, 0, length)) {
      position = length;
    }
  }

  private int lineEnd() {
    int end = position;
    while (end < limit && buffer[end] != '\n') {
      end++;
    }
    return end;
  }
}
