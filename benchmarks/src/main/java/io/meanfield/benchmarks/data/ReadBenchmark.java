package io.meanfield.benchmarks.data;

import io.meanfield.benchmarks.Report;
import io.meanfield.benchmarks.Spread;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.plan.TrainingOrder;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.datasets.shard.CacheFolder;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Bytes of shards a second that one thread makes batches of, from the page cache: in the order of
 * the files, and in that of an epoch.
 */
final class ReadBenchmark implements DataBenchmark {
  private static final int BATCH = 64;
  private static final int PASSES = 7; // of which the first warms up
  private static final int TOTAL_BYTES = 384 << 20;

  private final Storage storage = new Storage(new Configuration(false));

  @Override
  public void run(Path folder, Report report) throws IOException {
    report.note("GB/s of images from shards into scaled batches of %d, one thread.", BATCH);
    report.row("images", List.of("in order", "shuffled", "reader MB"));
    for (int[] shape : new int[][] {{28, 1}, {32, 3}, {224, 3}}) {
      int imageBytes = shape[0] * shape[0] * shape[1];
      RandomImages images = new RandomImages(shape[0], shape[1], TOTAL_BYTES / imageBytes);
      String name = "%dx%dx%d".formatted(shape[0], shape[0], shape[1]);
      measure(images, name, Files.createDirectory(folder.resolve(name)), report);
    }
  }

  private void measure(RandomImages images, String name, Path folder, Report report)
      throws IOException {
    Dataset dataset = images.write(folder);
    List<Double> inOrder = new ArrayList<>();
    List<Double> shuffled = new ArrayList<>();
    long most = 0;
    for (int pass = 0; pass < PASSES; pass++) {
      long before = memory(); // with what the last reader may have left
      try (BatchReader reader =
          BatchReader.open(storage, dataset, Part.TRAIN, new CacheFolder(folder, 1))) {
        inOrder.add(rate(images, range -> reader.read(range)));
        TrainingOrder order = dataset.manifest().part(Part.TRAIN).trainingOrder(1);
        int epoch = pass;
        shuffled.add(rate(images, range -> reader.read(order.rows(epoch, range))));
        most = Math.max(most, memory() - before);
      }
    }
    double sequential = Spread.of(inOrder.subList(1, PASSES)).median();
    double random = Spread.of(shuffled.subList(1, PASSES)).median();
    report.row(
        name,
        List.of(
            "%.2f".formatted(sequential), "%.2f".formatted(random), "%.0f".formatted(most / 1e6)));
    report.value("read.%s.in-order-gb-per-s".formatted(name), sequential);
    report.value("read.%s.shuffled-gb-per-s".formatted(name), random);
    report.value("read.%s.reader-mb".formatted(name), most / 1e6);
  }

  @FunctionalInterface
  private interface Read {
    void read(Range range) throws IOException;
  }

  private static double rate(RandomImages images, Read read) throws IOException {
    long start = System.nanoTime();
    for (long from = 0; from < images.numImages(); from += BATCH) {
      read.read(new Range(from, Math.min(images.numImages(), from + BATCH)));
    }
    return (double) images.numImages() * images.imageBytes() / (System.nanoTime() - start);
  }

  /** Mapped files, direct buffers and what is alive on the heap. */
  private static long memory() {
    System.gc();
    long buffers =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return buffers + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
