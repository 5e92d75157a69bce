package io.meanfield.datasets.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestStorage {
  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration(false));

  @Test
  void aFileHasItsNameOnlyWhenItIsWhole() throws IOException {
    storage.write(path("a"), out -> assertFalse(storage.exists(path("a"))));
    assertEquals(List.of("a"), storage.list(path("")));
  }

  @Test
  void aWriteThatFailsLeavesTheOldFileAlone() throws IOException {
    storage.writeText(path("a"), "old");
    assertThrows(
        IOException.class,
        () ->
            storage.write(
                path("a"),
                out -> {
                  out.write('n');
                  throw new IOException("no space");
                }));
    assertEquals("old", storage.readText(path("a")));
    assertEquals(List.of("a"), storage.list(path("")));
  }

  @Test
  void aLocalFileIsMadeAnewWithThePermissionsThatHadoopGives() throws IOException {
    Path file = folder.resolve("new/a");
    for (String content : List.of("long before", "short")) {
      try (OutputStream out = storage.create(file.toUri().toString())) {
        assertEquals(0, Files.size(file));
        out.write(content.getBytes(StandardCharsets.UTF_8));
      }
      assertEquals(content, storage.readText(path("new/a")));
      assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void aFileIsReadToItsEndOrUpToALimit() throws IOException {
    storage.writeText(path("a"), "content");
    assertArrayEquals("cont".getBytes(StandardCharsets.UTF_8), storage.read(path("a"), 4));
    assertArrayEquals("content".getBytes(StandardCharsets.UTF_8), storage.read(path("a"), 8));
    assertThrows(FileNotFoundException.class, () -> storage.read(path("b"), 8));
    assertThrows(FileNotFoundException.class, () -> storage.read(path(""), 8));
  }

  @Test
  void unfinishedThingsAreDeletedAndNothingElse() throws IOException {
    storage.writeText(Storage.unfinished(path("a")) + ".1", "half");
    storage.writeText(Storage.unfinished(path("b")) + "/part", "half");
    storage.writeText(path(".hidden"), "whole");
    storage.writeText(path("a"), "whole");
    storage.deleteUnfinished(path(""));
    assertEquals(List.of(".hidden", "a"), storage.list(path("")));
  }

  @Test
  void noNameIsTakenTwice() throws IOException {
    storage.writeText(path("a"), "a");
    storage.writeText(path("b"), "b");
    assertThrows(IOException.class, () -> storage.rename(path("a"), path("b")));
    assertEquals("b", storage.readText(path("b")));
  }

  @Test
  void whatIsInTheRootHasTheRootForItsParent() {
    assertEquals("hdfs://host:9000/", storage.parent("hdfs://host:9000/shards"));
    assertEquals("file:/", storage.parent("file:/shards"));
    assertEquals("hdfs://host:9000/a", storage.parent("hdfs://host:9000/a/b"));
  }

  private String path(String name) {
    return folder + "/" + name;
  }

  @Test
  void filesAreListedInTheOrderOfTheirPathsAndHiddenOnesAreNot() throws IOException {
    for (String path : List.of("b/two", "b/a/one", "a", ".hidden/x", "b/_temporary/y", "b/.z")) {
      storage.writeText(folder + "/" + path, path);
    }
    List<StoredFile> expected =
        List.of(new StoredFile("a", 1), new StoredFile("b/a/one", 7), new StoredFile("b/two", 5));
    assertEquals(expected, storage.files(folder.toString()));
  }
}
