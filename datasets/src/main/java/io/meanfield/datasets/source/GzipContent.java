package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * What a gzip file holds, of one member or of several one after the other. Damage is a
 * DataException, and what goes wrong with the reading itself stays an IOException. Used by one
 * thread.
 */
final class GzipContent extends FilterInputStream {
  private final String file;
  private final Packed packed;

  private GzipContent(String file, Packed packed, InputStream content) {
    super(content);
    this.file = file;
    this.packed = packed;
  }

  static GzipContent open(String file, InputStream in) throws IOException {
    Packed packed = new Packed(in);
    try {
      InputStream content =
          GzipCompressorInputStream.builder()
              .setInputStream(packed)
              .setDecompressConcatenated(true)
              .get();
      return new GzipContent(file, packed, content);
    } catch (IOException e) {
      if (packed.hasFailed) {
        throw e;
      }
      throw damaged(file, e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (IOException e) {
      if (packed.hasFailed) {
        throw e;
      }
      throw damaged(file, e);
    }
  }

  private static DataException damaged(String file, IOException cause) {
    return new DataException(
        "expected a whole gzip file in %s, found it %s; fetch the file again"
            .formatted(
                file,
                cause instanceof EOFException
                    ? "cut off"
                    : "damaged (%s)".formatted(cause.getMessage())),
        cause);
  }

  /** Remembers whether it was the file that could not be read. */
  private static final class Packed extends FilterInputStream {
    private boolean hasFailed;

    Packed(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        hasFailed = true;
        throw e;
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        hasFailed = true;
        throw e;
      }
    }
  }
}
