package io.meanfield.benchmarks.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What there is to measure, in the order in which it is. */
enum DataPart {
  READ(ReadBenchmark::new),
  RESUME(ResumeBenchmark::new),
  IMAGES(ImagesBenchmark::new),
  TEXTS(TextsBenchmark::new),
  TOKENS(TokensBenchmark::new),
  SAME_BYTES(SameBytesBenchmark::new),
  WAITING(WaitingBenchmark::new);

  private final Supplier<DataBenchmark> benchmark;

  DataPart(Supplier<DataBenchmark> benchmark) {
    this.benchmark = benchmark;
  }

  /** How the command line names it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  DataBenchmark benchmark() {
    return benchmark.get();
  }

  static Optional<DataPart> of(String word) {
    return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
  }

  /** All words, for messages. */
  static String words() {
    return Arrays.stream(values()).map(DataPart::word).collect(Collectors.joining(", "));
  }
}
