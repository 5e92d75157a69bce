package io.meanfield.datasets.ingest;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.Encoding;
import io.meanfield.datasets.transform.Transform;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The data set whose transform and labels another one has, so that models go on with both, or train
 * on both. Where that one is appended to it, its shards become the first ones there, which are only
 * referred to. Immutable.
 */
record Predecessor(Storage storage, Dataset dataset) {

  static Optional<Predecessor> of(Storage storage, IngestConfig config) throws IOException {
    Optional<String> folder = config.appendTo().or(config::fittedOn);
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    Dataset dataset = Dataset.load(storage, storage.qualify(folder.get()));
    if (config.appendTo().isPresent() && !dataset.manifest().part(Part.TRAIN).mix().isEmpty()) {
      throw new DataException(
          "expected a data set of its own to append to, found the mixture %s: append to one of the data sets that it mixes, and mix again"
              .formatted(dataset.folder()));
    }
    return Optional.of(new Predecessor(storage, dataset));
  }

  /**
   * What further examples are written by.
   *
   * @throws DataException if the source gives other columns or targets, or the configuration's
   *     transform makes other features
   */
  Schema schema(IngestConfig config, Source source, List<RawSplit> splits) throws IOException {
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
    Reference reference = new Reference(storage, folder);
    return new Manifest.Parts(
        and(reference.to(dataset, Part.TRAIN), later.train()),
        and(reference.to(dataset, Part.VALIDATION), later.validation()),
        and(reference.to(dataset, Part.TEST), later.test()));
  }

  private static PartInfo and(List<ShardInfo> own, PartInfo later) {
    return PartInfo.of(Stream.concat(own.stream(), later.shards().stream()).toList());
  }

  private Manifest manifest() {
    return dataset.manifest();
  }

  private <T> void require(String what, T expected, T found) {
    if (!expected.equals(found)) {
      throw new DataException(
          "expected the %s to be those of %s, whose transform is kept, %s, found %s: correct them, or ingest all data anew without append-to and fitted-on"
              .formatted(what, dataset.folder(), expected, found));
    }
  }
}
