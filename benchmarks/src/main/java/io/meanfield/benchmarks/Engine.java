package io.meanfield.benchmarks;

import io.meanfield.benchmarks.dl4j.Dl4jTraining;
import io.meanfield.benchmarks.model.ComputeModel;
import io.meanfield.benchmarks.torch.TorchTraining;
import io.meanfield.worker.MeanfieldTraining;
import java.util.HashMap;
import java.util.Map;

/** What trains. */
enum Engine {
  OURS("ours"),
  TORCH("torch"),
  DL4J("dl4j");

  private static final Map<String, String> ONE_THREAD =
      Map.of("OMP_NUM_THREADS", "1", "MKL_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1");

  private final String word;

  Engine(String word) {
    this.word = word;
  }

  /** How the report names it. */
  String word() {
    return word;
  }

  /** Builds the model; called in the process that trains it. */
  Workload load(ComputeModel model, Precision precision) {
    return switch (this) {
      case OURS -> MeanfieldTraining.of(model, precision);
      case TORCH -> TorchTraining.of(model);
      case DL4J -> Dl4jTraining.of(model);
    };
  }

  /**
   * What its process finds in its environment. glibc is told to keep memory for libtorch, which
   * else pays for fresh pages in every large tensor: what PyTorch's tuning guide recommends
   * jemalloc for. Up to 20 % faster.
   */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(ONE_THREAD);
    if (this == TORCH) {
      environment.put("DJL_OFFLINE", "true");
      environment.put("MALLOC_ARENA_MAX", "1");
      environment.put("MALLOC_MMAP_MAX_", "0");
      environment.put("MALLOC_TRIM_THRESHOLD_", Long.toString(1L << 33));
    }
    return environment;
  }
}
