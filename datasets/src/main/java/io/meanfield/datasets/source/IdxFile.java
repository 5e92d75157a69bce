package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file of the idx format (LeCun, Cortes and Burges, "The MNIST database"): a magic number and the
 * sizes of the dimensions, 4 bytes each with the highest first, and then unsigned bytes. The first
 * dimension counts the items. Used by one thread.
 */
final class IdxFile implements Closeable {
  private static final int MAX_ITEM_BYTES = 1 << 26;

  private final String file;
  private final InputStream in;
  private final int[] sizes;
  private final int itemBytes;
  private int numRead;

  private IdxFile(String file, InputStream in, IdxKind kind) throws IOException {
    this.file = file;
    this.in = in;
    byte[] start = in.readNBytes(4 * (1 + kind.numDimensions()));
    requireMagic(kind, start);
    requireBytes(4 * (1 + kind.numDimensions()), start.length);
    ByteBuffer header = ByteBuffer.wrap(start, 4, start.length - 4);
    this.sizes = new int[kind.numDimensions()];
    Arrays.setAll(sizes, i -> header.getInt());
    this.itemBytes = itemBytes();
  }

  /**
   * @throws DataException if the file does not start as one of its kind does
   */
  static IdxFile open(Storage storage, String file, IdxKind kind) throws IOException {
    InputStream in = RawFile.open(storage, file);
    try {
      return new IdxFile(file, in, kind);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** The size of a dimension; that of dimension 0 is the number of items. */
  int size(int dimension) {
    return sizes[dimension];
  }

  /** The bytes of the next item, or empty after the last one. */
  Optional<byte[]> next() throws IOException {
    long expected = 4L * (1 + sizes.length) + (long) sizes[0] * itemBytes;
    if (numRead == sizes[0]) {
      if (in.read() >= 0) {
        throw new DataException(
            "expected %d bytes in %s, found more; fetch the file again".formatted(expected, file));
      }
      return Optional.empty();
    }
    byte[] item = in.readNBytes(itemBytes);
    if (item.length < itemBytes) {
      requireBytes(expected, 4L * (1 + sizes.length) + (long) numRead * itemBytes + item.length);
    }
    numRead++;
    return Optional.of(item);
  }

  /** Where the item is that came last. */
  RawPlace place() {
    return new RawPlace(file, numRead);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private int itemBytes() {
    long bytes = 1;
    for (int i = 0; i < sizes.length; i++) {
      bytes *= i == 0 ? 1 : sizes[i];
      if (sizes[i] < 0 || bytes < 1 || bytes > MAX_ITEM_BYTES) {
        throw new DataException(
            "expected items of 1 to %d bytes in %s, found the dimensions %s; fetch the file again"
                .formatted(MAX_ITEM_BYTES, file, Arrays.toString(sizes)));
      }
    }
    return (int) bytes;
  }

  private void requireMagic(IdxKind kind, byte[] start) {
    requireBytes(4, Math.min(4, start.length));
    int found = ByteBuffer.wrap(start).getInt();
    if (found != kind.magic()) {
      throw new DataException(
          "expected the magic number 0x%08x (%s) at the start of %s, found 0x%08x; correct the path"
              .formatted(kind.magic(), kind, file, found));
    }
  }

  private void requireBytes(long expected, long found) {
    if (found < expected) {
      throw new DataException(
          "expected %d bytes in %s, found %d; fetch the file again"
              .formatted(expected, file, found));
    }
  }
}
