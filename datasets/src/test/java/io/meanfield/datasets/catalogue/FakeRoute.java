package io.meanfield.datasets.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A route that does what a test says, and counts how often it is asked. */
final class FakeRoute<O extends Origin> implements Route<O> {
  private final Class<O> origin;
  private final Behaviour behaviour;
  private int numFetches;

  interface Behaviour {
    void fetch(List<DataFile> files, Path folder) throws IOException, InterruptedException;
  }

  FakeRoute(Class<O> origin, Behaviour behaviour) {
    this.origin = origin;
    this.behaviour = behaviour;
  }

  /** Writes the same text into every file. */
  static Behaviour writing(String text) {
    return (files, folder) -> {
      for (DataFile file : files) {
        Files.writeString(folder.resolve(file.name()), text);
      }
    };
  }

  static Behaviour failing(String reason) {
    return (files, folder) -> {
      throw new IOException(reason);
    };
  }

  @Override
  public Class<O> origin() {
    return origin;
  }

  @Override
  public void fetch(O from, List<DataFile> files, Path folder)
      throws IOException, InterruptedException {
    numFetches++;
    behaviour.fetch(files, folder);
  }

  int numFetches() {
    return numFetches;
  }
}
