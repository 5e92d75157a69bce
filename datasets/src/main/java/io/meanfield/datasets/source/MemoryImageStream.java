package io.meanfield.datasets.source;

import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file in memory, for readers of ImageIO. Some of them go on at its end as if it held zeros, for
 * as long as the header says; this one stops them. Used by one thread.
 */
final class MemoryImageStream extends ImageInputStreamImpl {
  private static final int MAX_READS_AT_END = 1024;

  private final byte[] bytes;
  private int numReadsAtEnd;

  MemoryImageStream(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() throws IOException {
    if (isAtEnd()) {
      return -1;
    }
    bitOffset = 0;
    return Byte.toUnsignedInt(bytes[(int) streamPos++]);
  }

  @Override
  public int readUnsignedByte() throws IOException {
    int value = read();
    if (value < 0) {
      throw new EndException();
    }
    return value;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (isAtEnd()) {
      return -1;
    }
    bitOffset = 0;
    int numRead = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, to, offset, numRead);
    streamPos += numRead;
    return numRead;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  private boolean isAtEnd() throws IOException {
    if (streamPos < bytes.length) {
      return false;
    }
    if (++numReadsAtEnd > MAX_READS_AT_END) {
      throw new IOException("the data end before the image does");
    }
    return true;
  }

  /** Without a stack trace: that of a Spark task is deep, and one is thrown for every JPEG. */
  private static final class EndException extends EOFException {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
