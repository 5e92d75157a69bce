package io.meanfield.datasets.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The records of several files, one after the other. Used by one thread. */
final class FilesReader implements RawReader {
  private final List<String> files;
  private final Opener opener;
  private RawReader current; // null before the first file
  private int numOpened;

  FilesReader(List<String> files, Opener opener) {
    this.files = files;
    this.opener = opener;
  }

  /** Opens a file. */
  @FunctionalInterface
  interface Opener {
    RawReader open(String file) throws IOException;
  }

  @Override
  public Optional<RawResult> next() throws IOException {
    Optional<RawResult> next = current == null ? Optional.empty() : current.next();
    while (next.isEmpty() && numOpened < files.size()) {
      close();
      current = opener.open(files.get(numOpened++));
      next = current.next();
    }
    return next;
  }

  @Override
  public RawPlace place() {
    return current.place();
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
    }
  }
}
