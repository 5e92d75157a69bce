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
    assertTrue(err.startsWith("error: "), this::toString);
    for (String fragment : fragments) {
      assertTrue(err.contains(fragment), () -> "expected \"" + fragment + "\" in " + this);
    }
    assertEquals(code.exitCode(), exitCode, this::toString);
    assertEquals(1, err.split("error: ", -1).length - 1, this::toString);
    assertFalse(err.contains("\tat "), this::toString);
    assertFalse(out.contains("result."), this::toString);
  }

  void assertSucceeds() {
    assertEquals("", err, this::toString);
    assertEquals(0, exitCode, this::toString);
  }
}
