package io.meanfield.datasets.storage;

import java.io.FilterOutputStream;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.StreamCapabilities;

/** Bytes on their way to a file, whose name is in the message of what goes wrong. */
final class LocatedOutput extends FilterOutputStream {
  private final String path;
  private final FSDataOutputStream file;

  LocatedOutput(String path, FSDataOutputStream file) {
    super(file);
    this.path = path;
    this.file = file;
  }

  @Override
  public void write(int value) throws IOException {
    try {
      out.write(value);
    } catch (IOException | FSError e) {
      throw failed(e);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException | FSError e) {
      throw failed(e);
    }
  }

  /** What was written is visible to readers afterwards, where the file system can do that. */
  @Override
  public void flush() throws IOException {
    try {
      out.flush();
      if (file.hasCapability(StreamCapabilities.HFLUSH)) { // object stores refuse it
        file.hflush();
      }
    } catch (IOException | FSError e) {
      throw failed(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException | FSError e) {
      throw failed(e);
    }
  }

  /** Hadoop's local file system says with an Error, around the cause, that a disk is full. */
  private IOException failed(Throwable e) {
    Throwable cause = e instanceof FSError && e.getCause() != null ? e.getCause() : e;
    return new IOException("could not write %s: %s".formatted(path, cause.getMessage()), e);
  }
}
