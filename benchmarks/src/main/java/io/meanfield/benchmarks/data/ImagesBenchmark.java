package io.meanfield.benchmarks.data;

import io.meanfield.benchmarks.Report;
import io.meanfield.benchmarks.Spread;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.ingest.DatasetConfig;
import io.meanfield.datasets.ingest.IngestConfig;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.source.ImageFolderSource;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.Fit;
import io.meanfield.datasets.transform.ImageConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Image files a second that one task ingests, beside its decoder in a loop of its own. */
final class ImagesBenchmark implements DataBenchmark {
  private static final int SIDE = 256;
  private static final int SMALLER_SIDE = 224;
  private static final int NUM_IMAGES = 4000;
  private static final int PASSES = 8;
  private static final int WARM_UPS = 4;

  @Override
  public void run(Path folder, Report report) throws IOException {
    report.note(
        "%d files of %d x %d pixels a second, by one task: as they are, and resized to %d x %d.",
        NUM_IMAGES, SIDE, SIDE, SMALLER_SIDE, SMALLER_SIDE);
    report.row("format", List.of("decoder alone", "ingest", "share", "resized", "share"));
    try (LocalSpark spark = new LocalSpark()) {
      for (String format : List.of("jpeg", "png")) {
        measure(spark, folder, format, report);
      }
    }
  }

  private static void measure(LocalSpark spark, Path folder, String format, Report report)
      throws IOException {
    ImageFiles images = new ImageFiles(folder.resolve(format), format, SIDE, NUM_IMAGES);
    List<Path> files = images.write();
    Path shards = folder.resolve("shards-" + format);
    List<Double> alone = new ArrayList<>();
    List<Double> asTheyAre = new ArrayList<>();
    List<Double> resized = new ArrayList<>();
    for (int pass = 0; pass < PASSES; pass++) {
      alone.add(perSecond(() -> ImageFiles.decode(files, format)));
      asTheyAre.add(ingestedPerSecond(spark, images.folder(), SIDE, shards));
      resized.add(ingestedPerSecond(spark, images.folder(), SMALLER_SIDE, shards));
    }
    double decoder = steady(alone);
    double ingest = steady(asTheyAre);
    double resizing = steady(resized);
    report.row(
        format,
        List.of(
            "%.0f".formatted(decoder),
            "%.0f".formatted(ingest),
            "%.2f".formatted(ingest / decoder),
            "%.0f".formatted(resizing),
            "%.2f".formatted(resizing / decoder)));
    report.value("images.%s.decoder-per-s".formatted(format), decoder);
    report.value("images.%s.ingest-share".formatted(format), ingest / decoder);
    report.value("images.%s.resized-share".formatted(format), resizing / decoder);
  }

  /**
   * Shards of before are deleted first, so that memory for files is used again: a virtual machine
   * that gives free memory back has to ask for it anew, which takes longer than to write.
   */
  private static double ingestedPerSecond(LocalSpark spark, Path images, int side, Path shards)
      throws IOException {
    new Storage(new Configuration(false)).delete(shards.toString());
    return perSecond(() -> spark.ingest(config(images, side, shards)));
  }

  /** Without the passes that warm up. */
  private static double steady(List<Double> rates) {
    return Spread.of(rates.subList(WARM_UPS, rates.size())).median();
  }

  private static DatasetConfig config(Path images, int side, Path shards) {
    return new IngestConfig(
        shards.toString(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new ImageFolderSource(images.toString(), ""),
        new ImageConfig(side, side, 3, Fit.CROP),
        RecordSplit.ofFractions(0.1, 0.2),
        0,
        64,
        Compression.NONE,
        1);
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private static double perSecond(Work work) throws IOException {
    long start = System.nanoTime();
    work.run();
    return NUM_IMAGES / ((System.nanoTime() - start) / 1e9);
  }
}
