package io.meanfield.driver;

import io.meanfield.datasets.storage.Storage;
import io.meanfield.driver.config.ConfigReader;
import io.meanfield.driver.config.Problems;
import io.meanfield.driver.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads a run's configuration and checks what its sections cannot know of each other. */
final class RunConfigs {
  private static final ConfigReader<RunConfig> READER =
      ConfigReader.of(RunConfig.class).with(RunConfig.class, RunConfigs::check);

  private RunConfigs() {}

  /** That of a file, with values given on the command line in place of the file's. */
  static RunConfig read(Path file, List<String> overrides) {
    return READER.read(file, overrides);
  }

  /** The effective one that a run or a model was stored with. */
  static RunConfig stored(Storage storage, String path) throws IOException {
    return ConfigReader.of(RunConfig.class).read(path, storage.read(path), List.of());
  }

  private static void check(RunConfig config, Problems problems) {
    config
        .evaluation()
        .earlyStopping()
        .filter(rule -> config.dataset().split().validation() == 0)
        .ifPresent(
            rule ->
                problems.add(
                    "evaluation.early-stopping",
                    "expected a validation part to watch, found dataset.split.validation 0: raise it or remove early-stopping"));
  }
}
