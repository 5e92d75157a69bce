package io.meanfield.datasets.catalogue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a package client as a process of its own, with a deadline. */
final class ClientCommand {
  private static final int MAX_OUTPUT_CHARACTERS = 600;

  private final Duration deadline;

  ClientCommand(Duration deadline) {
    this.deadline = deadline;
  }

  /**
   * Runs a command in a folder to its end.
   *
   * @throws IOException if the client is not installed, fails or does not end in time; the message
   *     has the end of its output
   */
  void run(Path folder, String... command) throws IOException, InterruptedException {
    String shown = String.join(" ", command);
    Path output = Files.createTempFile("meanfield-client-", ".log");
    try {
      Process process = start(folder, output, command);
      try {
        process.getOutputStream().close();
        if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IOException(
              "'%s' did not end within %d ms%s"
                  .formatted(shown, deadline.toMillis(), endOf(output)));
        }
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            "'%s' ended with code %d%s".formatted(shown, process.exitValue(), endOf(output)));
      }
    } finally {
      Files.delete(output);
    }
  }

  private static Process start(Path folder, Path output, String... command) throws IOException {
    try {
      return new ProcessBuilder(List.of(command))
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    } catch (IOException e) {
      throw new IOException(command[0] + " is not installed, or not on the PATH", e);
    }
  }

  private static String endOf(Path output) throws IOException {
    String text = new String(Files.readAllBytes(output), Charset.defaultCharset()).strip();
    if (text.isEmpty()) {
      return " and said nothing";
    }
    int start = Math.max(0, text.length() - MAX_OUTPUT_CHARACTERS);
    return " and said: " + text.substring(start).replaceAll("\\s*\\R\\s*", " | ");
  }
}
