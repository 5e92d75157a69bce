package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** What is told of a published data set, and what is said where there is none. */
@Tag("cluster")
@ExtendWith(LocalSpark.class)
class TestDescribe {
  @TempDir private Path folder;

  @AfterEach
  void nothingIsLeftUnfinished() {
    assertEquals(List.of(), new Workspace(folder).leftovers());
  }

  @Test
  void aTableIsDescribedAsTextAndAsAPage() throws Exception {
    Workspace workspace = Workspace.withTable(folder);
    workspace.run("ingest").assertSucceeds();
    CommandResult described =
        CommandResult.of(
            "ingest",
            "--describe",
            workspace.path("shards"),
            "--html",
            workspace.path("page.html"));
    described.assertSucceeds();
    String out = described.out();
    assertTrue(
        out.contains("features:  rows of 2 numbers\nlabels:    2 classes: even, odd\n"), out);
    assertTrue(out.contains("\ncolumn "), out);
    assertTrue(out.contains("train-00000-00000.arrow row 0 (even)\n  x=0.5, y=0\n"), out);
    assertTrue(out.contains("result.bad-records=0\n"), out);
    // each of the last 25 rows has the features of the row 35 before it, and the other class
    assertTrue(out.contains("result.label-conflicts=50\n"), out);
    assertTrue(out.contains("result.duplicates="), out);

    byte[] page = workspace.read("page.html");
    Document parsed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("page.html").toFile());
    assertEquals("shards", parsed.getElementsByTagName("h1").item(0).getTextContent());

    CommandResult again =
        CommandResult.of(
            "ingest", "--describe", workspace.path("shards"), "--html", workspace.path("b.html"));
    assertEquals(out.replace("page.html", "b.html"), again.out());
    assertTrue(Arrays.equals(page, workspace.read("b.html")), "the same bytes");
  }

  @Test
  void aFolderWithoutADataSetIsRefused() {
    Workspace workspace = Workspace.withTable(folder);
    for (String path : List.of(workspace.path("none"), folder.toString())) {
      CommandResult.of("ingest", "--describe", path, "--html", workspace.path("page.html"))
          .assertFails(ErrorCode.DATA, "expected an ingested data set", path);
    }
    assertFalse(Files.exists(folder.resolve("page.html")));
  }

  @Test
  void aDamagedShardIsNamedAndNoPageWritten() {
    Workspace workspace = Workspace.withTable(folder);
    workspace.run("ingest").assertSucceeds();
    workspace.flip(workspace.find("shards", "test-*.arrow"), 200);
    CommandResult.of(
            "ingest", "--describe", workspace.path("shards"), "--html", workspace.path("page.html"))
        .assertFails(ErrorCode.DATA, "test-00000-00000.arrow was changed or cut off");
    assertFalse(Files.exists(folder.resolve("page.html")));
  }

  @Test
  void aPlaceWhereNoPageCanBeIsRefused() {
    Workspace workspace = Workspace.withTable(folder);
    workspace.run("ingest").assertSucceeds();
    String shards = workspace.path("shards");
    CommandResult.of("ingest", "--describe", shards, "--html", workspace.path("none/page.html"))
        .assertFails(
            ErrorCode.CONFIGURATION,
            "--html: expected a file in a folder that is there, found no folder file:"
                + workspace.path("none"));
    CommandResult.of("ingest", "--describe", shards, "--html", shards)
        .assertFails(ErrorCode.CONFIGURATION, "--html: expected a file, found the folder");
  }

  @Test
  void aDescriptionIsEitherOfADataSetOrNot() {
    Workspace workspace = Workspace.withTable(folder);
    CommandResult.of("ingest", workspace.path("conf.yaml"), "--html", workspace.path("page.html"))
        .assertFails(ErrorCode.CONFIGURATION, "--describe");
    CommandResult.of("ingest", "--html", workspace.path("page.html"))
        .assertFails(ErrorCode.CONFIGURATION, "--describe");
    CommandResult.of("ingest", workspace.path("conf.yaml"), "--describe", folder.toString())
        .assertFails(ErrorCode.CONFIGURATION, "--describe", "CONFIG");
    CommandResult.of("ingest").assertFails(ErrorCode.CONFIGURATION, "--describe", "CONFIG");
  }
}
