package io.meanfield.datasets.ingest;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.MixMember;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ReaderMemory;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Data sets that are mixed: all with the same features, labels and transform, since their examples
 * meet in one model. Immutable.
 */
record Mixture(MixtureConfig config, List<Dataset> members) {

  /**
   * The data sets of a configuration.
   *
   * @throws DataException if one of them is not there, or does not go with the others
   */
  static Mixture load(Storage storage, MixtureConfig config) throws IOException {
    List<Dataset> members = new ArrayList<>();
    for (MixtureConfig.Member member : config.mix()) {
      Dataset dataset = Dataset.load(storage, storage.qualify(member.shards()));
      requireTrainable(dataset);
      if (!members.isEmpty()) {
        requireSame(members.get(0), dataset);
      }
      members.add(dataset);
    }
    return new Mixture(config, members);
  }

  /**
   * The manifest of a data set that refers to all shards: in each part, those of the first first.
   */
  Manifest manifest(Storage storage) throws IOException {
    Reference reference = new Reference(storage, config.shards());
    Manifest first = members.get(0).manifest();
    return new Manifest(
        Manifest.FORMAT_VERSION,
        config.fingerprint(),
        first.features(),
        first.labels(),
        first.transform(),
        first.division(),
        new Manifest.Parts(
            mixed(part(reference, Part.TRAIN)),
            part(reference, Part.VALIDATION),
            part(reference, Part.TEST)),
        members.stream()
            .map(member -> member.manifest().badRecords())
            .reduce(BadRecords.NONE, BadRecords::and));
  }

  private PartInfo part(Reference reference, Part part) throws IOException {
    List<ShardInfo> shards = new ArrayList<>();
    for (Dataset member : members) {
      shards.addAll(reference.to(member, part));
    }
    return PartInfo.of(shards);
  }

  private PartInfo mixed(PartInfo train) {
    List<PartInfo> parts = members.stream().map(Mixture::train).toList();
    try {
      ReaderMemory.shardsAtATime(parts);
      int[] weights = Weights.whole(given());
      List<MixMember> mix = new ArrayList<>();
      for (int i = 0; i < weights.length; i++) {
        String folder = config.mix().get(i).shards();
        mix.add(new MixMember(folder, weights[i], parts.get(i).shards().size()));
      }
      return train.mixedOf(mix);
    } catch (IllegalArgumentException e) {
      throw new DataException("dataset.mix: " + e.getMessage(), e);
    }
  }

  /** The weights of the configuration, or else numbers of examples. */
  private List<? extends Number> given() {
    return config.mix().get(0).weight().isPresent()
        ? config.mix().stream().map(member -> member.weight().get()).toList()
        : members.stream().map(member -> train(member).numExamples()).toList();
  }

  private static PartInfo train(Dataset member) {
    return member.manifest().part(Part.TRAIN);
  }

  private static void requireTrainable(Dataset dataset) {
    if (!train(dataset).mix().isEmpty()) {
      throw new DataException(
          "expected data sets that are no mixtures in dataset.mix, found %s: name the data sets that it mixes instead"
              .formatted(dataset.folder()));
    }
    if (train(dataset).numExamples() == 0) {
      throw new DataException(
          "expected examples in the training part of each data set in dataset.mix, found none in %s: leave it out"
              .formatted(dataset.folder()));
    }
  }

  private static void requireSame(Dataset first, Dataset other) {
    List<String> differing = new ArrayList<>();
    if (!first.manifest().features().equals(other.manifest().features())) {
      differing.add("features");
    }
    if (!first.manifest().labels().equals(other.manifest().labels())) {
      differing.add("labels");
    }
    if (!first.manifest().transform().equals(other.manifest().transform())) {
      differing.add("transform");
    }
    if (!differing.isEmpty()) {
      throw new DataException(
          "expected data sets of the same features, labels and transform in dataset.mix, found other %s in %s than in %s: ingest it into another folder with dataset.fitted-on: %s"
              .formatted(
                  String.join(" and ", differing), other.folder(), first.folder(), first.folder()));
    }
  }
}
