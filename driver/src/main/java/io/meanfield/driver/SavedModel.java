package io.meanfield.driver;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.driver.config.EffectiveConfig;
import io.meanfield.driver.config.RunConfig;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.zoo.Network;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * A trained model with all it takes to use it. Its folder stands by itself: the Deeplearning4j
 * model, the manifest with the fitted transform and the names of its outputs, and the configuration
 * that says how raw data are read.
 */
public record SavedModel(Network network, Manifest manifest, RunConfig config) {
  static final String ZIP = "model.zip";
  static final String CONFIG = "config.yaml";

  void save(Storage storage, String folder) throws IOException {
    storage.write(folder + "/" + ZIP, network::save);
    new Dataset(folder, manifest).save(storage);
    storage.writeText(folder + "/" + CONFIG, EffectiveConfig.toYaml(config));
  }

  /**
   * @param path of a run's folder or of a model's
   * @throws TrainingException with code CHECKPOINT if there is no model
   */
  public static SavedModel load(Storage storage, String path) throws IOException {
    String folder = storage.exists(path + "/" + ZIP) ? path : path + "/model";
    if (!storage.exists(folder + "/" + ZIP)) {
      throw new TrainingException(
          ErrorCode.CHECKPOINT,
          "expected a model in %s or %s/model, found no %s there: give the folder of a finished run"
              .formatted(path, path, ZIP));
    }
    Manifest manifest = Dataset.load(storage, folder).manifest();
    RunConfig config = RunConfigs.stored(storage, folder + "/" + CONFIG);
    byte[] zip = storage.read(folder + "/" + ZIP);
    return new SavedModel(network(zip, folder, manifest, config), manifest, config);
  }

  private static Network network(byte[] zip, String folder, Manifest manifest, RunConfig config) {
    try {
      return Network.load(
          new ByteArrayInputStream(zip),
          ModelBuilder.input(manifest, config.training().loss()),
          ModelBuilder.output(manifest, config.training().loss()));
    } catch (IOException e) {
      throw new TrainingException(
          ErrorCode.CHECKPOINT,
          "%s/%s was altered or cut off: %s: take it from its run's folder again"
              .formatted(folder, ZIP, e.getMessage()),
          e);
    }
  }

  /**
   * @throws DataException if the data set's features or labels are not those of the model
   */
  void requireFits(Dataset dataset) {
    Manifest other = dataset.manifest();
    if (!other.features().equals(manifest.features())
        || !other.labels().equals(manifest.labels())
        || !other.transform().equals(manifest.transform())) {
      throw new DataException(
          "expected a data set with the features, labels and fitted transform of the model (%s, %s), found in %s: %s, %s; ingest it with the model's transform"
              .formatted(
                  manifest.features(),
                  manifest.labels(),
                  dataset.folder(),
                  other.features(),
                  other.labels()));
    }
  }
}
