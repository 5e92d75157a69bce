package io.meanfield.datasets.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link NpmRoute}'s unpacking and {@link ClientCommand}, without a registry. */
@Tag("unit")
class TestPackageRoutes {
  @TempDir Path folder;
  private final ClientCommand client = new ClientCommand(Duration.ofSeconds(20));

  @Test
  void onlyTheFilesAskedForAreUnpacked() throws IOException {
    Path archive = archive("package/data/a", "package/data/b", "package/a", "../c");
    Path to = Files.createDirectory(folder.resolve("to"));
    List<DataFile> files = List.of(new DataFile("a", "0".repeat(64)));
    NpmRoute.unpack(archive, "package/data", files, to);
    assertEquals("package/data/a", Files.readString(to.resolve("a")));
    assertEquals(1, to.toFile().list().length);
    assertFalse(Files.exists(folder.resolve("c")));
  }

  @Test
  void filesOfFoldersComeToTheFolderOfTheirClass() throws IOException {
    Path archive =
        archive(
            "package/data/ham-1/1.txt",
            "package/data/ham-2/1.txt",
            "package/data/ham-2/1.json",
            "package/data/ham-2/../../c.txt",
            "package/data/spam/.txt",
            "package/data/spam/1.txt",
            "package/ham-1/2.txt");
    Origin.NpmPackage npm =
        new Origin.NpmPackage("a", "1", "0".repeat(64), "package/data", archive.toFile().length());
    List<Origin.NpmFolders.Move> moves =
        List.of(
            new Origin.NpmFolders.Move("ham-1", "ham/one"),
            new Origin.NpmFolders.Move("ham-2", "ham/two"),
            new Origin.NpmFolders.Move("spam", "spam"));
    Path to = folder.resolve("to");
    NpmFoldersRoute.arrange(archive, new Origin.NpmFolders(npm, ".txt", moves), to);
    try (Stream<Path> all = Files.walk(folder)) {
      assertEquals(
          List.of("small.tgz", "to/ham/one/1.txt", "to/ham/two/1.txt", "to/spam/1.txt"),
          all.filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString())
              .sorted()
              .toList());
    }
    assertEquals("package/data/ham-2/1.txt", Files.readString(to.resolve("ham/two/1.txt")));
  }

  /** Each file holds its name. */
  private Path archive(String... names) throws IOException {
    Path archive = folder.resolve("small.tgz");
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
      for (String name : names) {
        byte[] content = name.getBytes(UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return archive;
  }

  @Test
  void foldersAreCopiedWithoutLinks() throws IOException {
    Path from = Files.createDirectories(folder.resolve("tree/sounds/digits")).getParent();
    Files.writeString(from.resolve("digits/1.wav"), "one");
    Files.createSymbolicLink(from.resolve("one.wav"), Path.of("digits/1.wav"));
    DebianFoldersRoute.copy(from, folder.resolve("voices/en"));
    assertEquals("one", Files.readString(folder.resolve("voices/en/digits/1.wav")));
    assertEquals(1, folder.resolve("voices/en").toFile().list().length);
    IOException e =
        assertThrows(
            IOException.class,
            () -> DebianFoldersRoute.copy(from.resolve("letters"), folder.resolve("voices/fr")));
    assertTrue(e.getMessage().contains("sounds/letters in the package"), e.getMessage());
  }

  @Test
  void descriptionsAreJoinedByWhatTheyTranslate() throws IOException {
    Path lists = Files.createDirectories(folder.resolve("lists"));
    Path english = lists.resolve("host_debian_dists_trixie_main_i18n_Translation-en");
    Files.writeString(
        english,
        """
        Package: a
        Description-md5: 1
        Description-en: first one
         More of it.
         Description-en: no field

        Package: b
        Description-md5: 2
        Description-en: second

        Package: c
        Description-md5: 3
        Description-en: first one
        """);
    Files.writeString(
        lists.resolve("host_debian_dists_trixie_main_i18n_Translation-fr"),
        """
        Package: c
        Description-md5: 3
        Description-fr: premier

        Package: x
        Description-md5: 9
        Description-fr: sans original

        Package: a
        Description-md5: 1
        Description-fr:  premier
        """);
    var origin = new Origin.DebianDescriptions("trixie", "fr", 1);
    List<DataFile> files =
        List.of(new DataFile("en", "0".repeat(64)), new DataFile("fr", "0".repeat(64)));
    DebianDescriptionsRoute.join(lists, origin, files, folder);
    assertEquals("first one\n", Files.readString(folder.resolve("en")));
    assertEquals("premier\n", Files.readString(folder.resolve("fr")));
    Files.delete(english);
    String message =
        assertThrows(
                IOException.class, () -> DebianDescriptionsRoute.join(lists, origin, files, folder))
            .getMessage();
    assertEquals(
        "expected the main part of Debian's release trixie among this machine's package sources, found no list *_dists_trixie_main_i18n_Translation-en",
        message);
  }

  @Test
  void aCommandRunsInItsFolder() throws Exception {
    client.run(folder, "sh", "-c", "echo text > made");
    assertEquals("text\n", Files.readString(folder.resolve("made")));
  }

  @Test
  void aFailingClientIsQuoted() {
    IOException e =
        assertThrows(
            IOException.class,
            () -> client.run(folder, "sh", "-c", "echo no such package; echo sorry >&2; exit 3"));
    assertEquals(
        "'sh -c echo no such package; echo sorry >&2; exit 3' ended with code 3"
            + " and said: no such package | sorry",
        e.getMessage());
  }

  @Test
  void aMissingClientIsNamed() {
    IOException e =
        assertThrows(IOException.class, () -> client.run(folder, "no-such-client", "pack"));
    assertEquals("no-such-client is not installed, or not on the PATH", e.getMessage());
  }

  @Test
  void aClientThatHangsIsEnded() {
    ClientCommand impatient = new ClientCommand(Duration.ofMillis(200));
    IOException e =
        assertThrows(IOException.class, () -> impatient.run(folder, "sh", "-c", "sleep 60"));
    assertTrue(e.getMessage().contains("did not end within 200 ms"), e.getMessage());
  }
}
