package io.meanfield.datasets.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fetches lists of package descriptions with {@code apt-get update} into a folder of its own, so
 * that the machine's lists stay as they are, and joins two languages.
 */
final class DebianDescriptionsRoute implements Route<Origin.DebianDescriptions> {
  private static final String ENGLISH = "en";

  private final ClientCommand client;

  DebianDescriptionsRoute(ClientCommand client) {
    this.client = client;
  }

  @Override
  public Class<Origin.DebianDescriptions> origin() {
    return Origin.DebianDescriptions.class;
  }

  @Override
  public void fetch(Origin.DebianDescriptions origin, List<DataFile> files, Path folder)
      throws IOException, InterruptedException {
    Folders.withTemporary(
        temporary -> {
          Path lists = Files.createDirectories(temporary.resolve("lists"));
          Files.createDirectories(lists.resolve("partial"));
          Path cache = Files.createDirectories(temporary.resolve("cache"));
          client.run(
              temporary,
              "apt-get",
              "update",
              "-o",
              "Dir::State::lists=" + lists,
              "-o",
              "Dir::Cache=" + cache,
              "-o",
              "Acquire::Languages=%s,%s".formatted(ENGLISH, origin.language()),
              "-o",
              "Acquire::GzipIndexes=false");
          join(lists, origin, files, folder);
        });
  }

  /**
   * @param files that of the English descriptions, and that of the others
   */
  static void join(Path lists, Origin.DebianDescriptions origin, List<DataFile> files, Path folder)
      throws IOException {
    PackageDescriptions english = read(lists, origin.release(), ENGLISH);
    PackageDescriptions others = read(lists, origin.release(), origin.language());
    english.writePairs(
        folder.resolve(files.get(0).name()), others, folder.resolve(files.get(1).name()));
  }

  private static PackageDescriptions read(Path lists, String release, String language)
      throws IOException {
    String suffix = "_dists_%s_main_i18n_Translation-%s".formatted(release, language);
    try (Stream<Path> all = Files.list(lists)) {
      Path file =
          all.filter(path -> path.getFileName().toString().endsWith(suffix))
              .sorted()
              .findFirst()
              .orElseThrow(
                  () ->
                      new IOException(
                          "expected the main part of Debian's release %s among this machine's package sources, found no list *%s"
                              .formatted(release, suffix)));
      return PackageDescriptions.read(file, language);
    }
  }
}
