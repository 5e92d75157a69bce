package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training where the fast kernels cannot be had: slower, with one warning. */
@Tag("cluster")
class TestPlainKernels {
  private static final long DEADLINE_SECONDS = 120;
  private static final String VECTORS = "jdk.incubator.vector";
  private static final String PLAIN = "WARN  Choice: Plain ND4J";

  private Workspace workspace;

  @BeforeEach
  void write(@TempDir Path folder) {
    workspace = Workspace.withTable(folder);
  }

  @Test
  void withoutTheirLibrary() throws Exception {
    List<String> output =
        train(
            classPath(entry -> !entry.matches(".*/dnnl-[^/]*-(linux|macosx|windows)[^/]*")),
            option -> true,
            Map.of());
    assertOneLine(output, PLAIN, "Could not find jnidnnl");
  }

  @Test
  void withoutVectors() throws Exception {
    List<String> output =
        train(classPath(entry -> true), option -> !option.contains(VECTORS), Map.of());
    assertOneLine(output, "WARN  VectorModule: Plain loops", "--add-modules " + VECTORS);
  }

  @Test
  void withABrokenLibrary() throws Exception {
    for (String platform : List.of("linux-x86_64", "linux-arm64", "macosx-arm64")) {
      Path folder = workspace.folder().resolve("broken/org/bytedeco/dnnl/" + platform);
      Files.createDirectories(folder);
      for (String name : List.of("libjnidnnl.so", "libjnidnnl.dylib")) {
        Files.writeString(folder.resolve(name), "no library");
      }
    }
    String broken = workspace.path("broken") + File.pathSeparator;
    List<String> output = train(broken + classPath(entry -> true), option -> true, Map.of());
    assertOneLine(output, PLAIN, "broken/org/bytedeco/dnnl/");
  }

  @Test
  void onACpuThatIsTooOld() throws Exception {
    assumeTrue(System.getProperty("os.arch").matches("amd64|x86_64"), "only of x86");
    List<String> output =
        train(classPath(entry -> true), option -> true, Map.of("ONEDNN_MAX_CPU_ISA", "SSE41"));
    assertOneLine(output, PLAIN, "they need AVX2, found oneDNN");
  }

  private static void assertOneLine(List<String> output, String start, String reason) {
    List<String> found = output.stream().filter(line -> line.contains(start)).toList();
    assertEquals(1, found.size(), () -> String.join("\n", output));
    assertTrue(found.get(0).contains(reason), found.get(0));
  }

  private interface Chosen {
    boolean isWanted(String text);
  }

  private static String classPath(Chosen entries) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entries::isWanted)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** What a run that is to end well printed, in a process of its own. */
  private List<String> train(String classPath, Chosen options, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Files.readAllLines(Checkout.jvmOptions()).stream()
        .filter(options::isWanted)
        .forEach(command::add);
    command.add("-Xmx1g");
    command.add("-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"));
    command.addAll(
        List.of(
            "-Dspark.master=local[1]",
            "-Dspark.ui.enabled=false",
            "-Dspark.driver.host=localhost",
            "-cp",
            classPath,
            Main.class.getName(),
            "train",
            workspace.path("conf.yaml"),
            "model={name: mlp, hidden: [8]}"));
    Path output = workspace.folder().resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      boolean hasEnded = process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
      String text = Files.readString(output);
      assertTrue(hasEnded, () -> "still running: " + text);
      assertEquals(0, process.exitValue(), text);
      assertTrue(text.contains("result.parameters-sha256="), text);
      return text.lines().toList();
    } finally {
      process.destroyForcibly();
    }
  }
}
