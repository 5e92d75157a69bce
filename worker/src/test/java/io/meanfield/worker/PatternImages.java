package io.meanfield.worker;

import io.meanfield.datasets.Labels;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.source.RawLabel;
import io.meanfield.datasets.transform.Fit;
import io.meanfield.datasets.transform.ImageEncoding;
import io.meanfield.datasets.transform.ImageScaling;
import io.meanfield.datasets.transform.Scale;
import io.meanfield.worker.protocol.DataSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

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
    TrainingShards shards = new TrainingShards(folder, SCALING, labels);
    for (int first = 0; first < numExamples; first += SHARD_SIZE) {
      int numInShard = Math.min(SHARD_SIZE, numExamples - first);
      shards.add(
          shard -> {
            for (int i = 0; i < numInShard; i++) {
              int label = random.nextInt(CLASSES.size());
              byte[] image = noisy(patterns[label], random);
              shard.append(
                  SCALING.encode(new RawFeatures.Pixels(SIDE, SIDE, 1, image)),
                  new RawLabel.ClassName(CLASSES.get(label)));
            }
          });
    }
    return shards.publish();
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
