package io.meanfield.benchmarks.data;

import io.meanfield.benchmarks.Report;
import io.meanfield.benchmarks.sync.Checkout;
import io.meanfield.benchmarks.sync.Trainer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** How long {@code ingest.sh} takes for a million short texts, from its start to its end. */
final class TextsBenchmark implements DataBenchmark {
  private static final int NUM_TEXTS = 1_000_000;
  private static final int NUM_FILES = 4;
  private static final int WORDS_OF_TEXT = 12;
  private static final int NUM_WORDS = 50_000;

  @Override
  public void run(Path folder, Report report) throws IOException {
    List<String> files = new ArrayList<>();
    for (int i = 0; i < NUM_FILES; i++) {
      files.add(write(folder.resolve("texts-%d.tsv".formatted(i)), i).toString());
    }
    report.note(
        "ingest.sh of %d texts of %d words in %d files, local[*].",
        NUM_TEXTS, WORDS_OF_TEXT, NUM_FILES);
    List<String> command =
        List.of(
            Checkout.script("ingest.sh").toString(),
            Checkout.HOME.resolve("conf/sentences-textcnn.yaml").toString(),
            "dataset.shards=" + folder.resolve("shards"),
            "dataset.source={format: tsv, train: [%s], columns: {text: sentence, label: label}}"
                .formatted(String.join(", ", files)));
    long start = System.nanoTime();
    Trainer.runProcess(new ProcessBuilder(command), folder.resolve("ingest.log"));
    double seconds = (System.nanoTime() - start) / 1e9;
    report.row("seconds", List.of("%.1f".formatted(seconds)));
    report.value("texts.million-seconds", seconds);
  }

  /** Words are as frequent as their rank is low (Zipf's law). */
  private static Path write(Path file, int seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("sentence\tlabel\n");
      for (int i = 0; i < NUM_TEXTS / NUM_FILES; i++) {
        for (int word = 0; word < WORDS_OF_TEXT; word++) {
          int rank = (int) Math.pow(NUM_WORDS, random.nextDouble());
          out.write(word == 0 ? "w" + rank : " w" + rank);
        }
        out.write(i % 2 == 0 ? "\tgood\n" : "\tbad\n");
      }
    }
    return file;
  }
}
