package io.meanfield.datasets.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Fetches whole folders of packages as {@link DebianRoute} fetches files. */
final class DebianFoldersRoute implements Route<Origin.DebianFolders> {
  private final ClientCommand client;

  DebianFoldersRoute(ClientCommand client) {
    this.client = client;
  }

  @Override
  public Class<Origin.DebianFolders> origin() {
    return Origin.DebianFolders.class;
  }

  @Override
  public void fetch(Origin.DebianFolders origin, List<DataFile> files, Path folder)
      throws IOException, InterruptedException {
    for (Origin.PackagedFolder packaged : origin.folders()) {
      Origin.DebianPackage archive = packaged.archive();
      DebianRoute.withTree(
          client,
          archive.name(),
          tree -> copy(tree.resolve(archive.folder()), folder.resolve(packaged.to())));
    }
  }

  /** Links are left out, as they may lead elsewhere. */
  static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      throw new IOException(
          "expected the folder %s in the package, found no such folder".formatted(from));
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.sorted().toList()) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          Path target = to.resolve(from.relativize(path).toString());
          Files.createDirectories(target.getParent());
          Files.copy(path, target);
        }
      }
    }
  }
}
