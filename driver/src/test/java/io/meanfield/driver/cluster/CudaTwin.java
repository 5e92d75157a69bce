package io.meanfield.driver.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * A class path on which ND4J for CUDA is ND4J for the CPU under another name: what a run on GPUs
 * does but for the GPU.
 */
record CudaTwin(Path classes) {
  private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";
  private static final Path SOURCES = Checkout.root().resolve("driver/src/test/resources/cuda");
  private static final Path APPLICATION = Checkout.root().resolve("driver/target/meanfield");

  /** Compiles it into a folder. */
  static CudaTwin in(Path folder) throws IOException {
    Path classes = folder.resolve("cuda");
    Files.createDirectories(classes.resolve(SERVICE).getParent());
    Files.writeString(classes.resolve(SERVICE), "org.nd4j.linalg.jcublas.JCublasBackend\n");
    List<String> arguments = new ArrayList<>(List.of("-d", classes.toString()));
    for (String name : List.of("JCublasBackend.java", "CudaExecutioner.java")) {
      arguments.add(SOURCES.resolve(name).toString());
    }
    int problems =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, problems);
    return new CudaTwin(classes);
  }

  /** Settings that put it before everything else. It needs the rest beside it to extend it. */
  List<String> settings() {
    String path = "%s:%s/meanfield.jar:%s/lib/*".formatted(classes, APPLICATION, APPLICATION);
    return List.of("spark.driver.extraClassPath=" + path, "spark.executor.extraClassPath=" + path);
  }
}
