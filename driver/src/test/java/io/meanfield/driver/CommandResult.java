package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** What one command said and returned, run in this process. */
record CommandResult(int exitCode, String out, String err) {
  static {
    LoggerFactory.getLogger(CommandResult.class); // so that logs go to the stderr of before
  }

  static CommandResult of(String... args) {
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int exitCode = Main.run(args);
      return new CommandResult(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }

  /** Nothing but one message that has all the fragments, and the exit code of its kind. */
  void assertFails(ErrorCode code, String... fragments) {
    assertTrue(err.startsWith("error: "), () -> exitCode + " " + err);
    for (String fragment : fragments) {
      assertTrue(
          err.contains(fragment),
          () -> "expected \"" + fragment + "\" in exit code " + exitCode + " " + err);
    }
    assertEquals(code.exitCode(), exitCode, () -> exitCode + " " + err);
    long numErrors = err.lines().filter(line -> line.startsWith("error: ")).count();
    assertEquals(1, numErrors, () -> exitCode + " " + err);
    assertFalse(err.contains("\tat "), () -> exitCode + " " + err);
    assertFalse(out.contains("result."), () -> exitCode + " " + err);
  }

  void assertSucceeds() {
    assertEquals("", err, () -> exitCode + " " + err);
    assertEquals(0, exitCode, () -> exitCode + " " + err);
  }

  /** The value of a line {@code result.NAME=VALUE}. */
  String result(String name) {
    String start = "result.%s=".formatted(name);
    return out.lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + start + " in " + out + err));
  }
}
