package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Class paths that look as if they had ND4J for one backend, or for both. */
@Tag("unit")
class TestBackendLoader {
  private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Backend.class)
  void showsOneBackendOfBoth(Backend backend) throws IOException {
    ClassLoader both = classPath(Backend.values());
    assertEquals(2, services(both).size());
    assertEquals(List.of(backend.className()), services(BackendLoader.of(both, backend)));
  }

  @Test
  void showsEverythingElse() throws IOException {
    ClassLoader both = classPath(Backend.values());
    for (Backend backend : Backend.values()) {
      Files.writeString(folder.resolve(backend + "/other"), "");
    }
    ClassLoader one = BackendLoader.of(both, Backend.CPU);
    assertEquals(2, Collections.list(one.getResources("other")).size());
  }

  @Test
  void aBuildForTheCpuAloneHasNoCuda() throws IOException {
    assertRefused(Backend.CUDA, "build with mvn -Pcuda package, or choose cpu", Backend.CPU);
  }

  @Test
  void aClassPathWithCudaAloneHasNoCpu() throws IOException {
    assertRefused(Backend.CPU, "found it for CUDA alone or not at all", Backend.CUDA);
  }

  private void assertRefused(Backend wanted, String expected, Backend... there) throws IOException {
    ClassLoader all = classPath(there);
    TrainingException e =
        assertThrows(TrainingException.class, () -> BackendLoader.of(all, wanted));
    assertEquals(ErrorCode.CONFIGURATION, e.code());
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }

  private ClassLoader classPath(Backend... backends) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Backend backend : backends) {
      Path root = folder.resolve(backend.name());
      write(root.resolve(SERVICE), "# a licence\n" + backend.className());
      write(root.resolve(backend.className().replace('.', '/') + ".class"), "");
      urls.add(root.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<String> services(ClassLoader loader) throws IOException {
    List<String> names = new ArrayList<>();
    for (URL url : Collections.list(loader.getResources(SERVICE))) {
      try (var in = url.openStream()) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        names.add(text.lines().reduce((first, last) -> last).orElseThrow());
      }
    }
    return names;
  }
}
