package io.meanfield.benchmarks.data;

import io.meanfield.benchmarks.Report;
import io.meanfield.benchmarks.Spread;
import io.meanfield.datasets.SplitFractions;
import io.meanfield.datasets.ingest.DatasetConfig;
import io.meanfield.datasets.source.ImageFolderSource;
import io.meanfield.datasets.transform.Fit;
import io.meanfield.datasets.transform.ImageConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Image files a second that one task ingests, beside its decoder in a loop of its own. */
final class ImagesBenchmark implements DataBenchmark {
  private static final int SIDE = 256;
  private static final int INGESTED_SIDE = 224;
  private static final int NUM_IMAGES = 1000;
  private static final int PASSES = 5; // of which the first two warm up

  @Override
  public void run(Path folder, Report report) throws IOException {
    report.note(
        "%d files of %d x %d pixels, ingested as %d x %d by one task.",
        NUM_IMAGES, SIDE, SIDE, INGESTED_SIDE, INGESTED_SIDE);
    report.row("format", List.of("decoder files/s", "ingest files/s", "share"));
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
    List<Double> alone = new ArrayList<>();
    List<Double> ingest = new ArrayList<>();
    for (int pass = 0; pass < PASSES; pass++) {
      alone.add(perSecond(() -> ImageFiles.decode(files, format)));
      Path shards = folder.resolve("shards-%s-%d".formatted(format, pass));
      ingest.add(perSecond(() -> spark.ingest(config(images.folder(), shards))));
    }
    double aloneMedian = Spread.of(alone.subList(2, PASSES)).median();
    double ingestMedian = Spread.of(ingest.subList(2, PASSES)).median();
    report.row(
        format,
        List.of(
            "%.0f".formatted(aloneMedian),
            "%.0f".formatted(ingestMedian),
            "%.2f".formatted(ingestMedian / aloneMedian)));
    report.value("images.%s.decoder-per-s".formatted(format), aloneMedian);
    report.value("images.%s.ingest-per-s".formatted(format), ingestMedian);
    report.value("images.%s.share-of-decoder".formatted(format), ingestMedian / aloneMedian);
  }

  private static DatasetConfig config(Path images, Path shards) {
    return new DatasetConfig(
        shards.toString(),
        Optional.empty(),
        new ImageFolderSource(images.toString(), ""),
        new ImageConfig(INGESTED_SIDE, INGESTED_SIDE, 3, Fit.CROP),
        new SplitFractions(0.1, 0.2),
        0,
        64,
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
