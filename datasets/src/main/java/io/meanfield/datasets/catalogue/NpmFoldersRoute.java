package io.meanfield.datasets.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Fetches with {@code npm pack} and puts the files of each folder into the folder of its class. */
final class NpmFoldersRoute implements Route<Origin.NpmFolders> {
  private static final String PLAIN_NAME = "[A-Za-z0-9_-][A-Za-z0-9._-]*";

  private final ClientCommand client;

  NpmFoldersRoute(ClientCommand client) {
    this.client = client;
  }

  @Override
  public Class<Origin.NpmFolders> origin() {
    return Origin.NpmFolders.class;
  }

  @Override
  public void fetch(Origin.NpmFolders origin, List<DataFile> files, Path folder)
      throws IOException, InterruptedException {
    Path to = folder.resolve(files.get(0).name());
    NpmRoute.withArchive(client, origin.archive(), archive -> arrange(archive, origin, to));
  }

  /** Only files with plain names are written, so that no archive can write elsewhere. */
  static void arrange(Path archive, Origin.NpmFolders origin, Path to) throws IOException {
    try (TarArchiveInputStream tar = NpmRoute.open(archive)) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        for (Origin.NpmFolders.Move move : origin.moves()) {
          String start = "%s/%s/".formatted(origin.archive().folder(), move.from());
          String name = e.getName().startsWith(start) ? e.getName().substring(start.length()) : "";
          if (name.matches(PLAIN_NAME) && name.endsWith(origin.suffix())) {
            Files.copy(tar, Files.createDirectories(to.resolve(move.to())).resolve(name));
          }
        }
      }
    }
  }
}
