package io.meanfield.datasets.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A way to fetch data sets from one kind of origin. */
public interface Route<O extends Origin> {

  /** The kind of origin that this route can fetch from. */
  Class<O> origin();

  /**
   * Puts the files, and nothing else, into a folder that is there and empty. Every wait has a
   * deadline. What it fetched need not be verified: the caller does that.
   *
   * @throws IOException if it does not work; the message says why, and other routes may be tried
   */
  void fetch(O origin, List<DataFile> files, Path folder) throws IOException, InterruptedException;
}
