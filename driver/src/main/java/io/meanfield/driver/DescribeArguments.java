package io.meanfield.driver;

import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.driver.spark.SparkApplication;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The arguments of a description. */
final class DescribeArguments {
  @Option(
      names = "--describe",
      required = true,
      paramLabel = "DIR",
      description = "The folder of a published data set, of which it is told what is in it.")
  private String folder;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also writes a page with charts and more examples.")
  private Optional<String> page = Optional.empty();

  /** The data set, before anything is started. */
  Dataset load() throws IOException {
    Storage storage = SparkApplication.storageOfSubmission();
    return Dataset.load(storage, storage.qualify(folder));
  }

  /**
   * Where the page goes.
   *
   * @throws TrainingException with code CONFIGURATION if no file can be there
   */
  Optional<String> page() throws IOException {
    if (page.isEmpty()) {
      return page;
    }
    Storage storage = SparkApplication.storageOfSubmission();
    String file = storage.qualify(page.get());
    if (storage.isDirectory(file)) {
      throw unusable("a file", "the folder " + file);
    }
    if (!storage.isDirectory(storage.parent(file))) {
      throw unusable("a file in a folder that is there", "no folder " + storage.parent(file));
    }
    return Optional.of(file);
  }

  private static TrainingException unusable(String expected, String found) {
    return new TrainingException(
        ErrorCode.CONFIGURATION,
        "--html: expected %s, found %s: name another one".formatted(expected, found));
  }
}
