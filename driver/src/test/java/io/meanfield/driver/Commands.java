package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands of Meanfield on two cores of this machine, with a folder for temporary files. */
final class Commands implements AutoCloseable {
  private static final int DEADLINE_SECONDS = 120;
  private static final String MASTER = "spark.master";
  private static final String UI = "spark.ui.enabled";
  private static final String TEMPORARY = "java.io.tmpdir";

  private final String temporaryBefore;

  Commands(Path temporary) {
    temporaryBefore = System.setProperty(TEMPORARY, temporary.toString());
    System.setProperty(MASTER, "local[2]");
    System.setProperty(UI, "false");
  }

  /** Runs a command that is to end well in this process, and returns what it printed. */
  Printed run(List<String> command) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    int code;
    try {
      code = Main.run(command.toArray(String[]::new));
    } finally {
      System.setOut(before);
    }
    Printed result = new Printed(printed.toString(StandardCharsets.UTF_8).lines().toList());
    assertEquals(0, code, () -> "exit code of " + command + result);
    return result;
  }

  /** Runs a command in a process of its own, and kills that when it prints a line with this. */
  void killWhenItPrints(String text, List<String> command) throws IOException {
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.add("@../conf/jvm-options");
    for (String property : List.of(MASTER, UI, TEMPORARY)) {
      java.add("-D%s=%s".formatted(property, System.getProperty(property)));
    }
    java.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    java.addAll(command);
    Process process =
        new ProcessBuilder(java).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process
        .onExit()
        .completeOnTimeout(process, DEADLINE_SECONDS, TimeUnit.SECONDS)
        .thenAccept(Process::destroyForcibly);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.contains(text)) {
        line = out.readLine();
      }
      assertNotNull(line, () -> command + " ended without printing " + text);
    } finally {
      process.destroyForcibly();
    }
    process.onExit().join();
  }

  @Override
  public void close() {
    System.setProperty(TEMPORARY, temporaryBefore);
    System.clearProperty(MASTER);
    System.clearProperty(UI);
  }

  /** What a command printed. */
  record Printed(List<String> lines) {
    boolean has(String text) {
      return lines.stream().anyMatch(line -> line.contains(text));
    }

    /** The value of a result line. */
    String result(String name) {
      String start = "result." + name + "=";
      return lines.stream()
          .filter(line -> line.startsWith(start))
          .map(line -> line.substring(start.length()))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + start + " in " + this));
    }

    @Override
    public String toString() {
      return "\n" + String.join("\n", lines);
    }
  }
}
