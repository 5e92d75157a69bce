package io.meanfield.worker;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.shard.ShardWriter;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.source.RawLabel;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.Fit;
import io.meanfield.datasets.transform.ImageEncoding;
import io.meanfield.datasets.transform.ImageScaling;
import io.meanfield.datasets.transform.Scale;
import io.meanfield.worker.protocol.DataSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;

/** Published data sets of noisy 8 x 8 images, each of one of three fixed patterns: learnable. */
final class PatternImages {
  static final int SIDE = 8;
  static final List<String> CLASSES = List.of("dots", "lines", "waves");
  private static final int SHARD_SIZE = 40;
  private static final ImageScaling SCALING =
      new ImageScaling(new ImageEncoding(SIDE, SIDE, 1, Fit.EXACT), List.of(new Scale(128, 64)));

  private PatternImages() {}

  static DataSpec publish(Path folder, int numExamples) throws IOException {
    Labels labels = new Labels.Classes(CLASSES);
    Random random = new Random(17);
    byte[][] patterns = new byte[CLASSES.size()][SIDE * SIDE];
    for (byte[] pattern : patterns) {
      random.nextBytes(pattern);
    }
    List<ShardInfo> shards = new ArrayList<>();
    for (int first = 0; first < numExamples; first += SHARD_SIZE) {
      String file = "train-%05d.arrow".formatted(shards.size());
      try (ShardWriter shard =
          new ShardWriter(
              file,
              Files.newOutputStream(folder.resolve(file)),
              SCALING.features(),
              labels,
              Compression.NONE)) {
        for (int i = first; i < Math.min(numExamples, first + SHARD_SIZE); i++) {
          int label = random.nextInt(CLASSES.size());
          byte[] image = noisy(patterns[label], random);
          shard.append(
              SCALING.encode(new RawFeatures.Pixels(SIDE, SIDE, 1, image)),
              new RawLabel.ClassName(CLASSES.get(label)));
        }
        shards.add(shard.finish());
      }
    }
    PartInfo none = PartInfo.of(List.of());
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT_VERSION,
            "pattern images",
            SCALING.features(),
            labels,
            SCALING,
            new Manifest.Division(0, RecordSplit.ofFractions(0, 0)),
            new Manifest.Parts(PartInfo.of(shards), none, none),
            BadRecords.NONE);
    Storage storage = new Storage(new Configuration());
    new Dataset(folder.toString(), manifest).save(storage);
    return new DataSpec(storage, Dataset.load(storage, folder.toString()), 1 << 30);
  }

  /** Half of the pixels are those of the pattern. */
  private static byte[] noisy(byte[] pattern, Random random) {
    byte[] image = new byte[pattern.length];
    random.nextBytes(image);
    for (int i = 0; i < image.length; i++) {
      image[i] = random.nextBoolean() ? pattern[i] : image[i];
    }
    return image;
  }
}
