package io.meanfield.worker.collective;

import java.nio.ByteBuffer;

/**
 * What a rank receives of a message. Its receiver closes it when it has read the bytes, so that
 * their memory is used again; it is not lost if nobody does.
 *
 * @param bytes of the content, little-endian, from position 0
 * @param release takes the memory back
 */
public record Parcel(long[] numbers, ByteBuffer bytes, Runnable release) implements AutoCloseable {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  public static Parcel of(long... numbers) {
    return new Parcel(numbers, NOTHING, () -> {});
  }

  @Override
  public void close() {
    release.run();
  }
}
