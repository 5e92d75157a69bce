package io.meanfield.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Some steps in a row. Crosses from the measured process to the measuring one as one line.
 *
 * @param nanos on the clock
 * @param cpuNanos of all threads of the process: less than nanos if others had the processor too
 * @param heapBytes allocated on the Java heap by the thread that trains
 */
public record Measurement(int numSteps, long nanos, long cpuNanos, long heapBytes) {

  /**
   * Has a workload make at least so many steps, and for so long.
   *
   * @throws IllegalStateException if a loss is not finite
   */
  public static Measurement of(Workload workload, int minSteps, Duration minTime) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long heapBefore = threads.getThreadAllocatedBytes(thread);
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpuBefore = system.getProcessCpuTime();
    long start = System.nanoTime();
    int numSteps = 0;
    while (numSteps < minSteps || System.nanoTime() - start < minTime.toNanos()) {
      double loss = workload.step();
      if (Double.isNaN(loss) || Double.isInfinite(loss)) {
        throw new IllegalStateException("expected a finite loss, found " + loss);
      }
      numSteps++;
    }
    long nanos = System.nanoTime() - start;
    long cpuNanos = system.getProcessCpuTime() - cpuBefore;
    long heapBytes = threads.getThreadAllocatedBytes(thread) - heapBefore;
    return new Measurement(numSteps, nanos, cpuNanos, heapBytes);
  }

  public double secondsPerStep() {
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
