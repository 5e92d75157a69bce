package io.meanfield.datasets.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestDatasetFetcher {
  private static final String TEXT = "some data\n";

  @TempDir Path cache;
  private final List<String> log = new ArrayList<>();

  private final FakeRoute<Origin.NpmPackage> npm = npm(FakeRoute.writing(TEXT));
  private final FakeRoute<Origin.NpmPackage> npmMissing =
      npm(FakeRoute.failing("npm is not there"));
  private final FakeRoute<Origin.WebFolder> web =
      new FakeRoute<>(Origin.WebFolder.class, FakeRoute.writing(TEXT));

  @Test
  void theFirstOriginThatWorksIsTheOnlyOneAsked() throws Exception {
    Path folder = fetcher(web, npm).fetch("small", cache);
    assertEquals(cache.resolve("small"), folder);
    assertEquals(TEXT, Files.readString(folder.resolve("a")));
    assertEquals(List.of(1, 0), List.of(npm.numFetches(), web.numFetches()));
  }

  @Test
  void whatIsThereAndWholeIsNotFetchedAgain() throws Exception {
    fetcher(npm).fetch("small", cache);
    fetcher(npm).fetch("small", cache);
    assertEquals(1, npm.numFetches());
  }

  @Test
  void filesPutThereByHandAreEnough() throws Exception {
    Path folder = Files.createDirectory(cache.resolve("small"));
    Files.writeString(folder.resolve("a"), TEXT);
    Files.writeString(folder.resolve("b"), TEXT);
    assertEquals(folder, fetcher(npmMissing).fetch("small", cache));
    assertEquals(0, npmMissing.numFetches());
  }

  @Test
  void anAlteredFileIsFetchedAgain() throws Exception {
    Path folder = fetcher(npm).fetch("small", cache);
    Files.writeString(folder.resolve("b"), "altered");
    fetcher(npm).fetch("small", cache);
    assertEquals(TEXT, Files.readString(folder.resolve("b")));
  }

  @Test
  void theNextOriginIsAskedWhenOneFails() throws Exception {
    fetcher(npmMissing, web).fetch("small", cache);
    assertEquals(1, web.numFetches());
    assertTrue(log.contains("small: that did not work: npm is not there"), log.toString());
  }

  @Test
  void theNextOriginIsAskedWhenAChecksumIsWrong() throws Exception {
    FakeRoute<?> altered = npm(FakeRoute.writing("other data"));
    Path folder = fetcher(altered, web).fetch("small", cache);
    assertEquals(TEXT, Files.readString(folder.resolve("a")));
  }

  @Test
  void whenNoRouteWorksTheMessageSaysWhyAndWhatToDo() {
    FakeRoute<?> shortRead =
        new FakeRoute<>(
            Origin.WebFolder.class,
            (files, folder) -> Files.writeString(folder.resolve("a"), TEXT));
    DataException e =
        assertThrows(
            DataException.class, () -> fetcher(npmMissing, shortRead).fetch("small", cache));
    assertEquals(
        """
        expected one of the routes to data set small to work, found:
          npm pack small-data@1.0.0: npm is not there
          download from http://example.org/small/: there is no file b
        Install a missing client or allow the network access, or put these files into %s by hand:
          a from http://example.org/small/a.gz (unpacked)
          b from http://example.org/small/b.gz (unpacked)"""
            .formatted(cache.resolve("small")),
        e.getMessage());
  }

  @Test
  void aFailureLeavesNothingHalfWritten() throws IOException {
    FakeRoute<?> crashing =
        npm(
            (files, folder) -> {
              Files.writeString(folder.resolve("a"), TEXT);
              throw new IOException("line cut");
            });
    assertThrows(DataException.class, () -> fetcher(crashing).fetch("small", cache));
    assertEquals(List.of(".small.lock"), names());
  }

  @Test
  void whatACrashLeftIsRemoved() throws Exception {
    Path left = Files.createDirectory(cache.resolve(".small.part"));
    Files.writeString(left.resolve("c"), "left");
    Path folder = fetcher(npm).fetch("small", cache);
    assertFalse(Files.exists(left));
    assertFalse(Files.exists(folder.resolve("c")));
  }

  @Test
  void anInterruptionIsPassedOnAndLeavesNothing() throws IOException {
    FakeRoute<?> interrupted =
        npm(
            (files, folder) -> {
              throw new InterruptedException();
            });
    assertThrows(InterruptedException.class, () -> fetcher(interrupted).fetch("small", cache));
    assertEquals(List.of(".small.lock"), names());
  }

  @Test
  void aSecondFetchAtTheSameTimeIsRefused() throws Exception {
    FakeRoute<?> reentrant =
        npm(
            (files, folder) -> {
              DataException e =
                  assertThrows(
                      DataException.class, () -> fetcher(npmMissing).fetch("small", cache));
              assertTrue(e.getMessage().contains("the only one to fetch small"), e.getMessage());
              FakeRoute.writing(TEXT).fetch(files, folder);
            });
    fetcher(reentrant).fetch("small", cache);
    assertEquals(0, npmMissing.numFetches());
  }

  @Test
  void whatComesWithTheCheckoutNeedsNoFetching() throws Exception {
    assertEquals(Path.of("some/folder"), fetcher().fetch("here", cache));
    assertEquals(List.of("here: nothing to fetch, it comes with Meanfield in some/folder"), log);
    assertEquals(List.of(), names());
  }

  @Test
  void aCacheThatIsNoFolderIsNamed() throws IOException {
    Path file = Files.createFile(cache.resolve("file"));
    DataException e = assertThrows(DataException.class, () -> fetcher(npm).fetch("small", file));
    assertTrue(e.getMessage().contains(file.resolve("small").toString()), e.getMessage());
  }

  private static FakeRoute<Origin.NpmPackage> npm(FakeRoute.Behaviour behaviour) {
    return new FakeRoute<>(Origin.NpmPackage.class, behaviour);
  }

  private List<String> names() throws IOException {
    try (var list = Files.list(cache)) {
      return list.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private DatasetFetcher fetcher(Route<?>... routes) throws IOException {
    String sha256 = DataFile.sha256(new ByteArrayInputStream(TEXT.getBytes(UTF_8)));
    List<DataFile> files = List.of(new DataFile("a", sha256), new DataFile("b", sha256));
    Origin npmPackage =
        new Origin.NpmPackage("small-data", "1.0.0", "0".repeat(64), "package", 1000);
    Origin webFolder = new Origin.WebFolder("http://example.org/small/", ".gz", 1000);
    Catalogue catalogue =
        new Catalogue(
            List.of(
                new CatalogueEntry("small", "Small", "CC0", files, List.of(npmPackage, webFolder)),
                new CatalogueEntry(
                    "here", "Here", "CC0", files, List.of(new Origin.Checkout("some/folder")))));
    return new DatasetFetcher(catalogue, List.of(routes), log::add);
  }
}
