package io.meanfield.datasets.catalogue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Fetches with {@code npm pack}, which downloads a package and runs nothing of it. */
final class NpmRoute implements Route<Origin.NpmPackage> {
  private final ClientCommand client;

  NpmRoute(ClientCommand client) {
    this.client = client;
  }

  @Override
  public Class<Origin.NpmPackage> origin() {
    return Origin.NpmPackage.class;
  }

  @Override
  public void fetch(Origin.NpmPackage origin, List<DataFile> files, Path folder)
      throws IOException, InterruptedException {
    withArchive(client, origin, archive -> unpack(archive, origin.folder(), files, folder));
  }

  /** Downloads a package into a folder that is gone after the work, and verifies it. */
  static void withArchive(ClientCommand client, Origin.NpmPackage origin, Folders.Work work)
      throws IOException, InterruptedException {
    Folders.withTemporary(
        temporary -> {
          client.run(temporary, "npm", "pack", origin.name() + "@" + origin.version());
          Path archive = Folders.only(temporary, ".tgz");
          verify(archive, origin);
          work.in(archive);
        });
  }

  private static void verify(Path archive, Origin.NpmPackage origin) throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      String found = DataFile.sha256(in);
      if (!found.equals(origin.sha256())) {
        throw new IOException(
            "expected SHA-256 %s of %s, found %s"
                .formatted(origin.sha256(), archive.getFileName(), found));
      }
    }
  }

  /** Only files asked for by name are written, so that no archive can write elsewhere. */
  static void unpack(Path archive, String from, List<DataFile> files, Path to) throws IOException {
    try (TarArchiveInputStream tar = open(archive)) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        String path = e.getName();
        Optional<DataFile> wanted =
            files.stream().filter(file -> path.equals(from + "/" + file.name())).findFirst();
        if (wanted.isPresent()) {
          Files.copy(tar, to.resolve(wanted.get().name()));
        }
      }
    }
  }

  static TarArchiveInputStream open(Path archive) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(archive));
    return new TarArchiveInputStream(new GZIPInputStream(raw));
  }
}
