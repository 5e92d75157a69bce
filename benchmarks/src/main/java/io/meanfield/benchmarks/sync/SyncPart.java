package io.meanfield.benchmarks.sync;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What there is to measure, in the order in which it is. */
enum SyncPart {
  AVERAGE(AverageBenchmark::new),
  FIXED(sizes -> new FixedBenchmark()),
  SCALING(sizes -> new ScalingBenchmark()),
  LINKS(sizes -> new LinksBenchmark()),
  PEERS(sizes -> new PeersBenchmark());

  private final Function<List<WideNetwork>, SyncBenchmark> benchmark;

  SyncPart(Function<List<WideNetwork>, SyncBenchmark> benchmark) {
    this.benchmark = benchmark;
  }

  /** How the command line names it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param sizes to average, for the part that averages several
   */
  SyncBenchmark benchmark(List<WideNetwork> sizes) {
    return benchmark.apply(sizes);
  }

  static Optional<SyncPart> of(String word) {
    return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
  }

  /** All words, for messages. */
  static String words() {
    return Arrays.stream(values()).map(SyncPart::word).collect(Collectors.joining(", "));
  }
}
