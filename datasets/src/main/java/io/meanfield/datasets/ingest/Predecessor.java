package io.meanfield.datasets.ingest;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.Encoding;
import io.meanfield.datasets.transform.Transform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The data set that another one is appended to. Its shards become the first ones of that one, which
 * only refers to them; transform and labels stay what they are, so that models go on with both.
 * Immutable.
 */
record Predecessor(Storage storage, Dataset dataset) {

  static Optional<Predecessor> of(Storage storage, DatasetConfig config) throws IOException {
    return config.appendTo().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Predecessor(
                storage, Dataset.load(storage, storage.qualify(config.appendTo().get()))));
  }

  /**
   * What further examples are written by.
   *
   * @throws DataException if the source gives other columns or targets, or the configuration's
   *     transform makes other features
   */
  Schema schema(DatasetConfig config, Source source, List<RawSplit> splits) throws IOException {
    Encoding encoding = manifest().transform().encoding();
    require("columns in dataset.source", encoding.columnNames(), source.featureNames());
    if (labels() instanceof Labels.Targets) {
      require("targets in dataset.source", labels().names(), source.labelNames(splits));
    }
    Optional<Features> told =
        config.transform().encoding(source.featureNames(), storage).map(Encoding::features);
    if (told.isPresent()) {
      require("features of dataset.transform", encoding.features(), told.get());
    }
    return new Schema(encoding, labels(), config.transform().targets());
  }

  Labels labels() {
    return manifest().labels();
  }

  Transform transform() {
    return manifest().transform();
  }

  BadRecords and(BadRecords later) {
    return manifest().badRecords().and(later);
  }

  /** The parts of both, for a data set in a folder. */
  Manifest.Parts and(Manifest.Parts later, String folder) throws IOException {
    Manifest.Parts own = manifest().parts();
    return new Manifest.Parts(
        and(own.train(), later.train(), folder),
        and(own.validation(), later.validation(), folder),
        and(own.test(), later.test(), folder));
  }

  private PartInfo and(PartInfo own, PartInfo later, String folder) throws IOException {
    String parent = storage.parent(storage.qualify(folder)) + "/";
    List<ShardInfo> referredTo = new ArrayList<>();
    for (ShardInfo shard : own.shards()) {
      String path = storage.qualify(shard.pathFrom(dataset.folder()));
      boolean isNeighbour = path.startsWith(parent);
      referredTo.add(shard.at(isNeighbour ? "../" + path.substring(parent.length()) : path));
    }
    return PartInfo.of(Stream.concat(referredTo.stream(), later.shards().stream()).toList());
  }

  private Manifest manifest() {
    return dataset.manifest();
  }

  private <T> void require(String what, T expected, T found) {
    if (!expected.equals(found)) {
      throw new DataException(
          "expected the %s to be those of %s, which is appended to, %s, found %s: correct them, or ingest all data anew without append-to"
              .formatted(what, dataset.folder(), expected, found));
    }
  }
}
