package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/** Tells what a damaged Parquet file makes its reader throw from a storage that fails. */
final class ParquetDamage {
  private ParquetDamage() {}

  /** Reads from a file. */
  @FunctionalInterface
  interface Reading<T, X extends Exception> {
    T read() throws IOException, X;
  }

  /**
   * What is read.
   *
   * @throws DataException if the file is damaged
   * @throws IOException if it could not be read; storage says so by subclasses of its own
   */
  static <T, X extends Exception> T located(String file, Reading<T, X> reading)
      throws IOException, X {
    try {
      return reading.read();
    } catch (DataException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw damaged(file, e);
    } catch (IOException e) {
      if (e.getClass() == IOException.class || e instanceof EOFException) {
        throw damaged(file, e);
      }
      throw e;
    }
  }

  private static DataException damaged(String file, Throwable e) {
    String reason = Optional.ofNullable(e.getMessage()).orElse(e.toString());
    return new DataException(
        "expected a whole Parquet file in %s, found another one or a damaged one (%s); fetch the file again"
            .formatted(file, reason.lines().findFirst().orElse("")),
        e);
  }
}
