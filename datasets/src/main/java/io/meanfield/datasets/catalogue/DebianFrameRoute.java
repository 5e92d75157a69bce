package io.meanfield.datasets.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Fetches a package of R as {@link DebianRoute} does, and makes a file of one of its frames. */
final class DebianFrameRoute implements Route<Origin.DebianFrame> {
  private final ClientCommand client;

  DebianFrameRoute(ClientCommand client) {
    this.client = client;
  }

  @Override
  public Class<Origin.DebianFrame> origin() {
    return Origin.DebianFrame.class;
  }

  @Override
  public void fetch(Origin.DebianFrame origin, List<DataFile> files, Path folder)
      throws IOException, InterruptedException {
    Path to = folder.resolve(files.get(0).name());
    DebianRoute.withTree(
        client,
        origin.archive().name(),
        tree ->
            RDatabase.writeFrame(
                tree.resolve(origin.archive().folder()), origin.frame(), origin.columns(), to));
  }
}
