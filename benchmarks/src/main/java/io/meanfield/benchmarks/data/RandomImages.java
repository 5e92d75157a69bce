package io.meanfield.benchmarks.data;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.shard.ShardWriter;
import io.meanfield.datasets.source.RawLabel;
import io.meanfield.datasets.transform.Fit;
import io.meanfield.datasets.transform.ImageEncoding;
import io.meanfield.datasets.transform.ImageScaling;
import io.meanfield.datasets.transform.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** A data set of images of one size whose pixels are random, in shards of 64 MiB. */
record RandomImages(int side, int channels, int numImages) {
  private static final Labels LABELS = new Labels.Classes(List.of("even", "odd"));
  private static final long SHARD_BYTES = 64 << 20;

  int imageBytes() {
    return side * side * channels;
  }

  Dataset write(Path folder) throws IOException {
    Features features = new Features.Image(side, side, channels);
    List<ShardInfo> shards = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    byte[] pixels = new byte[imageBytes()];
    int numWritten = 0;
    while (numWritten < numImages) {
      String file = "train-%05d.arrow".formatted(shards.size());
      try (ShardWriter writer =
          new ShardWriter(
              file,
              Files.newOutputStream(folder.resolve(file)),
              features,
              LABELS,
              Compression.NONE)) {
        while (numWritten < numImages && writer.numBytes() < SHARD_BYTES) {
          random.nextBytes(pixels);
          String label = LABELS.names().get(numWritten++ % 2);
          writer.append(pixels, new RawLabel.ClassName(label));
        }
        shards.add(writer.finish());
      }
    }
    return new Dataset(folder.toString(), manifest(features, shards));
  }

  private Manifest manifest(Features features, List<ShardInfo> shards) {
    PartInfo none = PartInfo.of(List.of());
    return new Manifest(
        Manifest.FORMAT_VERSION,
        "random images",
        features,
        LABELS,
        new ImageScaling(
            new ImageEncoding(side, side, channels, Fit.EXACT),
            Collections.nCopies(channels, new Scale(127.5, 73.9))),
        new Manifest.Division(1, RecordSplit.ofFractions(0, 0)),
        new Manifest.Parts(PartInfo.of(shards), none, none),
        BadRecords.NONE);
  }
}
