package io.meanfield.benchmarks;

import io.meanfield.benchmarks.model.ComputeModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command that starts a process that measures: this Java machine with this class path and the
 * flags of conf/jvm-options, on one processor if it is to be held there and {@code taskset} can.
 */
public final class ChildCommand {
  /** A heap that does not grow, so that a growing process means native memory; no limit there. */
  private static final List<String> MEMORY =
      List.of(
          "-Xms1500m",
          "-Xmx1500m",
          "-XX:+AlwaysPreTouch",
          "-Dorg.bytedeco.javacpp.maxbytes=0",
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

  private static final Path HOME = Path.of(System.getProperty("meanfield.home", "."));
  private static final Path JVM_OPTIONS = HOME.resolve("conf/jvm-options");
  private static final Path DJL_CACHE = HOME.resolve("benchmarks/target/djl");

  private final Optional<Integer> processor;

  ChildCommand(Optional<Integer> processor) {
    this.processor = processor;
  }

  /** On the last processor that there is: the first one has most to do. */
  static ChildCommand onLastProcessor() {
    List<Integer> allowed = Processors.allowed();
    return new ChildCommand(
        allowed.isEmpty() ? Optional.empty() : Optional.of(allowed.get(allowed.size() - 1)));
  }

  /** On any processor. */
  public static ChildCommand anywhere() {
    return new ChildCommand(Optional.empty());
  }

  /** That of an {@link EngineProcess}. */
  List<String> of(Engine engine, ComputeModel model, Precision precision) {
    return of(EngineProcess.class, engine.name(), model.name(), precision.name());
  }

  public List<String> of(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>(pinned());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + JVM_OPTIONS);
    command.addAll(MEMORY);
    command.add("-DDJL_CACHE_DIR=" + DJL_CACHE);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  private List<String> pinned() {
    return processor.flatMap(Processors::holding).orElse(List.of());
  }
}
