package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meanfield.worker.protocol.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** File systems that refuse. */
@Tag("cluster")
@ExtendWith(LocalSpark.class)
class TestBadStorage {
  /** Hadoop's own waits may take a quarter of an hour; a command takes seconds, more under load. */
  private static final Duration FAR_BELOW_HADOOPS_PATIENCE = Duration.ofMinutes(3);

  private Workspace workspace;

  @BeforeEach
  void write(@TempDir Path folder) {
    workspace = Workspace.withTable(folder);
  }

  @Test
  void shardsThatCannotBeWrittenAreNamed() {
    String below = workspace.path("train.csv/shards");
    workspace.run("ingest", "dataset.shards=" + below).assertFails(ErrorCode.STORAGE, "train.csv");
    assertEquals(Set.of("conf.yaml", "train.csv"), workspace.names(""));
  }

  @Test
  void aRunFolderThatCannotBeWrittenIsNamed() {
    workspace
        .run("train", "run.folder=/proc/meanfield/run")
        .assertFails(ErrorCode.STORAGE, "/proc/meanfield");
    assertEquals(Set.of("conf.yaml", "train.csv", "shards"), workspace.names(""));
  }

  @Test
  void aFullDiskIsSaidAndNothingHalfWrittenStays() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(workspace.folder().resolve("disk"))) {
      String run = disk.folder() + "/run";
      String[] wide = {
        "run.folder=" + run, "model={name: mlp, hidden: [1000, 400]}", "checkpoint.every-rounds=1"
      };
      workspace
          .run("train", wide)
          .assertFails(ErrorCode.STORAGE, "disk/run", "No space left on device");
      assertEquals(List.of(), workspace.leftovers());
      assertEquals(Set.of(), workspace.names("disk/run/checkpoints"));
    }
  }

  @Test
  void aFullDiskForShardsIsSaid() throws Exception {
    workspace.repeatTable(2000);
    try (SmallDisk disk = SmallDisk.mount(workspace.folder().resolve("disk"))) {
      workspace
          .run("ingest", "dataset.shards=" + disk.folder() + "/shards")
          .assertFails(ErrorCode.STORAGE, "disk/.shards.ingest-", "No space left on device");
      assertEquals(Set.of(), workspace.names("disk"));
    }
  }

  @Test
  void anUnreachableFileSystemIsSaid() {
    assertTimeout(
        FAR_BELOW_HADOOPS_PATIENCE,
        () ->
            workspace
                .run("train", "run.folder=hdfs://127.0.0.1:1/run")
                .assertFails(ErrorCode.STORAGE, "to localhost:1 failed"));
    assertTimeout(
        FAR_BELOW_HADOOPS_PATIENCE,
        () ->
            workspace
                .run("ingest", "dataset.shards=hdfs://127.0.0.1:1/shards")
                .assertFails(ErrorCode.STORAGE, "to localhost:1 failed"));
  }

  @Test
  void aFileSystemThatHangsUpIsNotAskedAgainAndAgain() throws Exception {
    try (HangingUp server = new HangingUp()) {
      workspace
          .run("train", "run.folder=hdfs://127.0.0.1:%d/run".formatted(server.port()))
          .assertFails(ErrorCode.STORAGE, "\"localhost\":" + server.port());
      assertEquals(1, server.numCalls());
    }
  }

  /** Takes every call and ends it. Its thread counts, whoever asks reads. */
  private static final class HangingUp implements AutoCloseable {
    private final ServerSocket socket;
    private final AtomicInteger numCalls = new AtomicInteger();

    HangingUp() throws IOException {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread thread = new Thread(this::hangUp, "hangs up");
      thread.setDaemon(true);
      thread.start();
    }

    private void hangUp() {
      while (!socket.isClosed()) {
        try (Socket call = socket.accept()) {
          numCalls.incrementAndGet();
        } catch (IOException e) {
          // closed, or the caller was faster
        }
      }
    }

    int port() {
      return socket.getLocalPort();
    }

    int numCalls() {
      return numCalls.get();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** One megabyte that only root can have. */
  private record SmallDisk(Path folder) implements AutoCloseable {

    static SmallDisk mount(Path folder) throws IOException, InterruptedException {
      Files.createDirectories(folder);
      assumeTrue(
          succeeds("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString()),
          "needs to be root on Linux to mount a small disk");
      return new SmallDisk(folder);
    }

    @Override
    public void close() throws IOException, InterruptedException {
      succeeds("umount", folder.toString());
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
      try {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
      } catch (IOException e) {
        return false; // there is no such command here
      }
    }
  }
}
