package io.meanfield.driver.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose disk fills up says so, leaves nothing half-written and goes on with more space. */
@Tag("cluster")
class TestFullDisk {
  private static final SmallRuns RUNS =
      new SmallRuns("conf/digits-exact.yaml", "checkpoint.every-rounds=2", "training.epochs=4");

  @TempDir static Path folder;

  @Test
  void aRunGoesOnWhenThereIsSpaceAgain() throws Exception {
    String expected = RUNS.start(folder, "undisturbed", "local[2]").result();
    Path disk = Files.createDirectory(folder.resolve("run-full"));
    assumeTrue(
        succeeds("mount", "-t", "tmpfs", "-o", "size=2300k", "tmpfs", disk.toString()),
        "a small disk can be mounted by root alone");
    try {
      TrainingProcess full = RUNS.start(folder, "full", "local[2]");
      assertEquals(5, full.exitCode());
      assertTrue(full.printed("No space left on device"));
      assertEquals(List.of(), unfinished(disk));
      assertTrue(succeeds("mount", "-o", "remount,size=20m", disk.toString()));
      TrainingProcess again = RUNS.start(folder, "full", "local[2]");
      assertEquals(expected, again.result());
      assertTrue(again.printed("resuming after round 2"));
    } finally {
      succeeds("umount", disk.toString());
    }
  }

  private static List<Path> unfinished(Path disk) throws Exception {
    try (Stream<Path> files = Files.walk(disk)) {
      return files.filter(f -> f.getFileName().toString().startsWith(".unfinished")).toList();
    }
  }

  private static boolean succeeds(String... command) throws Exception {
    return new ProcessBuilder(command).start().waitFor() == 0;
  }
}
