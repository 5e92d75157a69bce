package io.meanfield.driver;

import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has the commands of a test class run in this process with one core. */
final class LocalSpark implements BeforeAllCallback, AfterAllCallback {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.master", "local[1]",
          "spark.ui.enabled", "false",
          "spark.driver.host", "localhost",
          "spark.hadoop.ipc.client.connect.max.retries", "1");

  @Override
  public void beforeAll(ExtensionContext context) {
    SETTINGS.forEach(System::setProperty);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    SETTINGS.keySet().forEach(System::clearProperty);
  }
}
