package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures;
import java.io.IOException;

/** Makes rows of raw examples, in their order. Used by one thread. */
public interface Packer {

  /** Takes rows, encoded. */
  @FunctionalInterface
  interface Rows {
    void add(byte[] encoded) throws IOException;
  }

  /**
   * @throws IllegalArgumentException if the example cannot be encoded; nothing becomes of it then
   */
  void add(RawFeatures raw, Rows rows) throws IOException;

  /** Makes a row of what is left, if anything is. */
  default void finish(Rows rows) throws IOException {}
}
