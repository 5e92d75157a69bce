package io.meanfield.driver;

import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.driver.checkpoint.Checkpoints;
import io.meanfield.driver.config.RunConfig;
import io.meanfield.driver.evaluate.Evaluation;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The folder of a run: everything its result can be reproduced and used from.
 *
 * <pre>
 * config.yaml              the effective configuration
 * manifest.json            the data set's, as the run found it
 * events/attempt-N.jsonl   what happened, one file a start
 * checkpoints/round-N/     where the run can go on from
 * evaluation.json          of the final parameters on the test part
 * model/                   the trained model, see {@link SavedModel}
 * </pre>
 */
final class RunFolder {
  private final Storage storage;
  private final String path;

  private RunFolder(Storage storage, String path) {
    this.storage = storage;
    this.path = path;
  }

  /**
   * Takes a folder for a run: a new one, or that of an earlier start of the very same run.
   *
   * @throws TrainingException with code CHECKPOINT if the folder belongs to another run
   */
  static RunFolder claim(Storage storage, RunConfig config, Manifest manifest) throws IOException {
    RunFolder folder = new RunFolder(storage, storage.qualify(config.run().folder()));
    folder.keepEqual("config.yaml", config.toYaml(), "configuration");
    folder.keepEqual("manifest.json", manifest.toJson(), "data set");
    return folder;
  }

  String path() {
    return path;
  }

  Checkpoints checkpoints(int keep) {
    return new Checkpoints(storage, path + "/checkpoints", keep);
  }

  /** A new file for the events of this start. */
  OutputStream newEvents() throws IOException {
    int attempt = storage.list(path + "/events").size() + 1;
    return storage.create("%s/events/attempt-%d.jsonl".formatted(path, attempt));
  }

  void saveEvaluation(Evaluation evaluation) throws IOException {
    storage.write(path + "/evaluation.json", evaluation::write);
  }

  void saveModel(SavedModel model) throws IOException {
    model.save(storage, path + "/model");
  }

  private void keepEqual(String name, String text, String what) throws IOException {
    String file = path + "/" + name;
    if (!storage.exists(file)) {
      storage.writeText(file, text);
      return;
    }
    List<String> before = storage.readText(file).lines().toList();
    List<String> now = text.lines().toList();
    if (!before.equals(now)) {
      throw new TrainingException(
          ErrorCode.CHECKPOINT,
          "expected the %s that this run began with (%s), found another one (%s): give it back to go on with that run, or choose another run.folder for a new one"
              .formatted(what, file, Difference.first(before, now)));
    }
  }
}
