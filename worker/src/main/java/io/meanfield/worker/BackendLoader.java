package io.meanfield.worker;

import io.meanfield.worker.protocol.TrainingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.nd4j.common.config.ND4JClassLoading;

/**
 * Shows ND4J one of the backends on the class path and hides the others. By itself it would try
 * CUDA's first wherever it finds it, and go on with the CPU's if that fails.
 */
final class BackendLoader extends ClassLoader {
  private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

  private final Backend backend;

  private BackendLoader(ClassLoader parent, Backend backend) {
    super(parent);
    this.backend = backend;
  }

  /**
   * Has ND4J use a backend; to be called before ND4J loads.
   *
   * @throws TrainingException with code CONFIGURATION if the class path does not have it
   */
  static void choose(Backend backend) {
    ND4JClassLoading.setNd4jClassloader(
        of(Thread.currentThread().getContextClassLoader(), backend));
  }

  static ClassLoader of(ClassLoader all, Backend backend) {
    backend.requireIn(all);
    return new BackendLoader(all, backend);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> shown = new ArrayList<>();
    for (URL found : Collections.list(super.getResources(name))) {
      if (!name.equals(SERVICE) || names(found, backend)) {
        shown.add(found);
      }
    }
    return Collections.enumeration(shown);
  }

  private static boolean names(URL services, Backend backend) throws IOException {
    try (InputStream in = services.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).contains(backend.className());
    }
  }
}
