package io.meanfield.datasets.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Fetches with {@code apt-get download} and unpacks with {@code dpkg -x}; installs nothing. */
final class DebianRoute implements Route<Origin.DebianPackage> {
  private final ClientCommand client;

  DebianRoute(ClientCommand client) {
    this.client = client;
  }

  @Override
  public Class<Origin.DebianPackage> origin() {
    return Origin.DebianPackage.class;
  }

  @Override
  public void fetch(Origin.DebianPackage origin, List<DataFile> files, Path folder)
      throws IOException, InterruptedException {
    withTree(
        client,
        origin.name(),
        tree -> {
          for (DataFile file : files) {
            Path inPackage = tree.resolve(origin.folder()).resolve(file.name());
            if (!Files.isRegularFile(inPackage)) {
              throw new IOException(
                  "expected %s/%s in package %s, found no such file"
                      .formatted(origin.folder(), file.name(), origin.name()));
            }
            Files.copy(inPackage, folder.resolve(file.name()));
          }
        });
  }

  /** Unpacks a package into a folder that is gone after the work. */
  static void withTree(ClientCommand client, String name, Folders.Work work)
      throws IOException, InterruptedException {
    Folders.withTemporary(
        temporary -> {
          download(client, name, temporary);
          Path tree = Files.createDirectory(temporary.resolve("tree"));
          String archive = Folders.only(temporary, ".deb").toString();
          client.run(temporary, "dpkg", "-x", archive, tree.toString());
          work.in(tree);
        });
  }

  /** A fresh machine has no package lists, an old one may have outdated ones: one update helps. */
  private static void download(ClientCommand client, String name, Path folder)
      throws IOException, InterruptedException {
    try {
      client.run(folder, "apt-get", "download", name);
    } catch (IOException first) {
      try {
        client.run(folder, "apt-get", "update");
        client.run(folder, "apt-get", "download", name);
      } catch (IOException second) {
        second.addSuppressed(first);
        throw second.getMessage().equals(first.getMessage())
            ? second
            : new IOException(first.getMessage() + "; then " + second.getMessage(), second);
      }
    }
  }
}
