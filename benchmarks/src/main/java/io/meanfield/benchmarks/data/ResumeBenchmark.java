package io.meanfield.benchmarks.data;

import io.meanfield.benchmarks.Report;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.plan.TrainingOrder;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.datasets.shard.CacheFolder;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The time to the first batch at some place of an epoch of 10 million examples. */
final class ResumeBenchmark implements DataBenchmark {
  private static final int NUM_EXAMPLES = 10_000_000;
  private static final int BATCH = 64;
  private static final double[] PLACES = {0.03, 0.5, 0.97};

  @Override
  public void run(Path folder, Report report) throws IOException {
    report.note("Seconds from a folder of %d examples to a batch of its epoch 7.", NUM_EXAMPLES);
    report.row("place", List.of("seconds"));
    Storage storage = new Storage(new Configuration(false));
    new RandomImages(8, 1, NUM_EXAMPLES).write(folder).save(storage);
    double most = 0;
    for (double place : PLACES) {
      double seconds = seconds(storage, folder, (long) (place * NUM_EXAMPLES));
      most = Math.max(most, seconds);
      report.row("%.0f %%".formatted(100 * place), List.of("%.2f".formatted(seconds)));
    }
    report.value("resume.seconds", most);
  }

  private static double seconds(Storage storage, Path folder, long position) throws IOException {
    long start = System.nanoTime();
    Dataset dataset = Dataset.load(storage, folder.toString());
    TrainingOrder order = dataset.manifest().part(Part.TRAIN).trainingOrder(1);
    try (BatchReader reader =
        BatchReader.open(storage, dataset, Part.TRAIN, new CacheFolder(folder, 1))) {
      reader.read(order.rows(7, new Range(position, position + BATCH)));
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
