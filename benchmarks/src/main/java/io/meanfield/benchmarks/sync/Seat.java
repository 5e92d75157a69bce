package io.meanfield.benchmarks.sync;

import io.meanfield.benchmarks.Processors;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a process runs.
 *
 * @param host the address that others reach it at
 * @param prefix what its command begins with: a program that holds it on a processor or in a
 *     network
 */
record Seat(String host, List<String> prefix) {
  /** This machine, on whatever processor is free. */
  static final Seat HERE = new Seat("127.0.0.1", List.of());

  Seat {
    prefix = List.copyOf(prefix);
  }

  /** This machine, on one processor. */
  static Seat onProcessor(int processor) {
    return new Seat(HERE.host, Processors.holding(processor).orElseThrow());
  }

  ProcessBuilder process(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
    builder.environment().put("SPARK_LOCAL_IP", host);
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    return builder;
  }
}
