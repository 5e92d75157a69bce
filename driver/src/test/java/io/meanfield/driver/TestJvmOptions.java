package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestJvmOptions {

  @Test
  void theFileHoldsWhatSparkGivesItsProcesses() throws IOException {
    List<String> spark = List.of(JavaModuleOptions.defaultModuleOptions().strip().split("\\s+"));
    assertEquals(spark, Files.readAllLines(Checkout.jvmOptions()));
  }

  @Test
  void testsRunWithThem() throws IOException {
    List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
    List<String> expected = Files.readAllLines(Checkout.jvmOptions());
    assertTrue(
        given.containsAll(expected), () -> "expected %s, found %s".formatted(expected, given));
  }
}
