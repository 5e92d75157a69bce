package io.meanfield.benchmarks.sync;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that serves until it is closed. Used by one thread; a second one copies the process's
 * output to a file.
 */
final class ServerProcess implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Process process;
  private final ProcessTree tree;
  private final Path log;
  private final String mark;
  private final CompletableFuture<String> ready = new CompletableFuture<>();

  private ServerProcess(Process process, Path log, String mark) {
    this.process = process;
    this.tree = ProcessTree.of(process);
    this.log = log;
    this.mark = mark;
    Thread reader = new Thread(this::copyOutput, "output of " + log);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param mark a part of the line that it prints when it is
   */
  static ServerProcess start(ProcessBuilder builder, Path log, String mark) {
    try {
      Files.createDirectories(log.getParent());
      ServerProcess server = new ServerProcess(builder.start(), log, mark);
      server.readyLine();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The line that said that it is ready. */
  String readyLine() {
    try {
      return ready.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      close();
      throw new IllegalStateException(
          "expected a line with \"%s\" within %d s, found in %s:%n%s"
              .formatted(mark, DEADLINE.toSeconds(), log, LogFile.end(log)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new IllegalStateException("interrupted while waiting for " + log, e);
    }
  }

  private void copyOutput() {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        PrintStream copy = new PrintStream(log.toFile(), StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.println(line);
        if (line.contains(mark)) {
          ready.complete(line);
        }
      }
      ready.completeExceptionally(new IllegalStateException("it ended"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  /** Ends it and all that it started. */
  @Override
  public void close() {
    tree.close();
  }
}
