package io.meanfield.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The measuring side of an {@link EngineProcess}. Used by one thread; a second one reads the
 * process's output into a queue.
 */
final class EngineClient implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofMinutes(10);
  private static final String INCUBATOR_WARNING = "WARNING: Using incubator modules";
  private static final String END = "the end of its output";

  private final Engine engine;
  private final Process process;
  private final PrintStream commands;
  private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private volatile boolean closed;

  private EngineClient(Engine engine, Process process) {
    this.engine = engine;
    this.process = process;
    this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread reader = new Thread(this::readAnswers, "answers of " + engine.word());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts the process and waits until it is warm.
   *
   * @param command that starts it
   * @param environment what it finds there besides what is here
   * @throws NotAvailableException if the engine has no such model
   */
  static EngineClient start(Engine engine, List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    EngineClient client;
    try {
      client = new EngineClient(engine, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String answer = client.answer();
    if (answer.equals(EngineProcess.READY)) {
      return client;
    }
    client.close();
    if (answer.startsWith(EngineProcess.NOT_AVAILABLE)) {
      throw new NotAvailableException(answer.substring(EngineProcess.NOT_AVAILABLE.length()));
    }
    throw new IllegalStateException(
        "expected %s to get ready, found the answer %s".formatted(engine.word(), answer));
  }

  Engine engine() {
    return engine;
  }

  Measurement measure() {
    commands.println(EngineProcess.MEASURE);
    return Measurement.ofLine(answer());
  }

  /** Has it train so many steps. */
  Measurement steps(int numSteps) {
    commands.println(numSteps);
    return Measurement.ofLine(answer());
  }

  /** Bytes of memory that the process has of the machine. */
  long resident() {
    commands.println(EngineProcess.RESIDENT);
    return Long.parseLong(answer());
  }

  /** Floating-point operations a second of the core's best matrix product. */
  double peak() {
    commands.println(EngineProcess.PEAK);
    return Double.parseDouble(answer());
  }

  private String answer() {
    String answer;
    try {
      answer = answers.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + engine.word(), e);
    }
    if (answer == null || answer.equals(END)) {
      close();
      throw new IllegalStateException(
          "expected an answer of %s within %d minutes, found %s; what it printed says why"
              .formatted(engine.word(), DEADLINE.toMinutes(), answer == null ? "none" : END));
    }
    return answer;
  }

  private void readAnswers() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(EngineProcess.ANSWER)) {
          answers.add(line.substring(EngineProcess.ANSWER.length()));
        } else if (!line.startsWith(INCUBATOR_WARNING)) {
          System.err.println(line);
        }
      }
    } catch (IOException e) {
      if (!closed) {
        System.err.println("error: the output of " + engine.word() + " broke off: " + e);
      }
    }
    answers.add(END);
  }

  @Override
  public void close() {
    closed = true;
    process.destroyForcibly();
  }
}
