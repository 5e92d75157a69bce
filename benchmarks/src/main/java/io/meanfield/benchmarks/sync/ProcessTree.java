package io.meanfield.benchmarks.sync;

import java.util.stream.Stream;

/** A process and all that it starts, which end with this program at the latest. */
record ProcessTree(Process process, Thread atExit) implements AutoCloseable {

  static ProcessTree of(Process process) {
    Thread atExit = new Thread(() -> destroy(process), "end of " + process.pid());
    Runtime.getRuntime().addShutdownHook(atExit);
    return new ProcessTree(process, atExit);
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    destroy(process);
  }

  private static void destroy(Process process) {
    Stream<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()));
    all.toList().forEach(ProcessHandle::destroyForcibly);
  }
}
