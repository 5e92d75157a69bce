package io.meanfield.driver;

import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.driver.checkpoint.Checkpoints;
import io.meanfield.driver.config.CheckpointConfig;
import io.meanfield.driver.config.EffectiveConfig;
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
  private static final String CHECKPOINTS = "/checkpoints";
  private static final String MODEL = "/model";

  private final Storage storage;
  private final String path;

  private RunFolder(Storage storage, String path) {
    this.storage = storage;
    this.path = path;
  }

  /** Whether a run in its folder begins and does not go on from a checkpoint. */
  static boolean isNew(Storage storage, RunConfig config) throws IOException {
    return new RunFolder(storage, config.run().folder()).checkpoints(config.checkpoint()).isEmpty();
  }

  /**
   * Takes a folder for a run: a new one, or that of an earlier start of the very same run, without
   * the files that it was killed over.
   *
   * @throws TrainingException with code CHECKPOINT if the folder belongs to another run
   */
  static RunFolder claim(Storage storage, RunConfig config, Manifest manifest) throws IOException {
    RunFolder folder = new RunFolder(storage, storage.qualify(config.run().folder()));
    folder.deleteUnfinished();
    folder.keepConfiguration(EffectiveConfig.toYaml(config));
    folder.keepManifest(manifest);
    return folder;
  }

  String path() {
    return path;
  }

  Checkpoints checkpoints(CheckpointConfig config) {
    return new Checkpoints(storage, path + CHECKPOINTS, config.keep());
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
    model.save(storage, path + MODEL);
  }

  private void deleteUnfinished() throws IOException {
    for (String place : List.of(path, path + CHECKPOINTS, path + MODEL)) {
      storage.deleteUnfinished(place);
    }
  }

  private void keepConfiguration(String yaml) throws IOException {
    String file = path + "/" + SavedModel.CONFIG;
    if (!storage.exists(file)) {
      storage.writeText(file, yaml);
      return;
    }
    List<String> before = storage.readText(file).lines().toList();
    List<String> now = yaml.lines().toList();
    if (!before.equals(now)) {
      throw otherRun("configuration", file, Difference.first(before, now));
    }
  }

  private void keepManifest(Manifest manifest) throws IOException {
    if (!Dataset.isPublished(storage, path)) {
      new Dataset(path, manifest).save(storage);
      return;
    }
    String before = Dataset.load(storage, path).manifest().hash();
    if (!before.equals(manifest.hash())) {
      throw otherRun(
          "data set", path, "SHA-256 %s instead of %s".formatted(manifest.hash(), before));
    }
  }

  private static TrainingException otherRun(String what, String place, String difference) {
    return new TrainingException(
        ErrorCode.CHECKPOINT,
        "expected the %s that the run in %s began with, found another one: %s; give the old one back to go on with that run, or choose another run.folder for a new one"
            .formatted(what, place, difference));
  }
}
