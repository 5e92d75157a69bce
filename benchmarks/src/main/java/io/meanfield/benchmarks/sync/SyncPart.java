package io.meanfield.benchmarks.sync;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What there is to measure, in the order in which it is. */
enum SyncPart {
  AVERAGE(AverageBenchmark::new),
  FIXED(FixedBenchmark::new),
  SCALING(ScalingBenchmark::new),
  LINKS(LinksBenchmark::new),
  PEERS(PeersBenchmark::new);

  private final Supplier<SyncBenchmark> benchmark;

  SyncPart(Supplier<SyncBenchmark> benchmark) {
    this.benchmark = benchmark;
  }

  /** How the command line names it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  SyncBenchmark benchmark() {
    return benchmark.get();
  }

  static Optional<SyncPart> of(String word) {
    return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
  }

  /** All words, for messages. */
  static String words() {
    return Arrays.stream(values()).map(SyncPart::word).collect(Collectors.joining(", "));
  }
}
