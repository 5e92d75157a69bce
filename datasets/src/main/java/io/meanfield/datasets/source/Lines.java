package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * The lines of a file, or of a part of it, in UTF-8 without its byte order mark; that of UTF-16 is
 * a DataException. However long a line is, no more of it is held than asked for. Used by one
 * thread.
 */
final class Lines implements LineSource {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final String file;
  private final InputStream in;
  private final int maxBytes;
  private final byte[] buffer = new byte[1 << 16];
  private final long numBytes;
  private long numTaken;
  private final boolean startsFile;
  private int position;
  private int limit;
  private long number;

  /**
   * @param maxBytes of a line
   */
  Lines(String file, InputStream in, int maxBytes) {
    this(file, in, maxBytes, new ByteRange(0, Long.MAX_VALUE));
  }

  /**
   * @param in from where the range starts
   */
  private Lines(String file, InputStream in, int maxBytes, ByteRange range) {
    this.file = file;
    this.in = in;
    this.maxBytes = maxBytes;
    this.numBytes = range.size();
    this.startsFile = range.from() == 0;
  }

  /** The lines of a file, {@link Line#MAX_BYTES} of each at most. */
  static Lines open(Storage storage, String file) throws IOException {
    return open(storage, file, Line.MAX_BYTES);
  }

  static Lines open(Storage storage, String file, int maxBytes) throws IOException {
    return new Lines(file, RawFile.open(storage, file), maxBytes);
  }

  /** The same of a part of a file, whose lines are counted from there. */
  static Lines open(Storage storage, String file, SplitExtent extent) throws IOException {
    if (!(extent instanceof ByteRange range)) {
      return open(storage, file);
    }
    FSDataInputStream in = storage.open(file);
    try {
      in.seek(range.from());
      return new Lines(file, in, Line.MAX_BYTES, range);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public Optional<Line> next() throws IOException {
    if (position == limit && !fill()) {
      return Optional.empty();
    }
    if (number == 0 && startsFile) {
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
    limit = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, numBytes - numTaken));
    numTaken += limit;
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
    position = lengthOfMark(buffer, limit);
  }

  /** Of the byte order mark with which a file in UTF-8 begins; 0 without one. */
  static int lengthOfMark(byte[] start, int limit) {
    int length = BYTE_ORDER_MARK.length;
    return limit >= length && Arrays.equals(start, 0, length, BYTE_ORDER_MARK, 0, length)
        ? length
        : 0;
  }

  private int lineEnd() {
    int end = position;
    while (end < limit && buffer[end] != '\n') {
      end++;
    }
    return end;
  }
}
