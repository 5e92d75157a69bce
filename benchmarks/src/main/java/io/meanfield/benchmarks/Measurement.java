package io.meanfield.benchmarks;

/**
 * Some steps in a row. Crosses from the measured process to the measuring one as one line.
 *
 * @param nanos on the clock
 * @param cpuNanos of all threads of the process: less than nanos if others had the processor too
 * @param heapBytes allocated on the Java heap by the thread that trains
 */
record Measurement(int numSteps, long nanos, long cpuNanos, long heapBytes) {

  double secondsPerStep() {
    return nanos / 1e9 / numSteps;
  }

  double cpuSecondsPerStep() {
    return cpuNanos / 1e9 / numSteps;
  }

  String toLine() {
    return "%d %d %d %d".formatted(numSteps, nanos, cpuNanos, heapBytes);
  }

  static Measurement ofLine(String line) {
    String[] words = line.split(" ");
    return new Measurement(
        Integer.parseInt(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]));
  }
}
