package io.meanfield.benchmarks;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.List;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;

/** What this core can do: the fastest of some square f32 matrix products by oneDNN. */
final class GemmPeak {
  private static final List<Integer> SIZES = List.of(512, 1024, 1536, 2048);
  private static final int REPEATS = 4;

  private GemmPeak() {}

  /** Floating-point operations a second. Takes about a second. */
  static double measure() {
    double best = 0;
    for (int size : SIZES) {
      best = Math.max(best, measure(size));
    }
    return best;
  }

  private static double measure(int n) {
    try (PointerScope scope = new PointerScope()) {
      engine cpu = new engine(engine.kind.cpu, 0);
      stream stream = new stream(cpu);
      memory.desc shape =
          new memory.desc(new long[] {n, n}, memory.data_type.f32, memory.format_tag.ab);
      memory a = ones(shape, cpu, n);
      memory b = ones(shape, cpu, n);
      memory c = ones(shape, cpu, n);
      matmul product = new matmul(new matmul.primitive_desc(cpu, shape, shape, shape));
      IntMemoryMap arguments =
          new IntMemoryMap().put(DNNL_ARG_SRC, a).put(DNNL_ARG_WEIGHTS, b).put(DNNL_ARG_DST, c);
      double best = 0;
      for (int i = 0; i < REPEATS; i++) {
        long start = System.nanoTime();
        product.execute(stream, arguments);
        stream._wait();
        best = Math.max(best, 2.0 * n * n * n / (System.nanoTime() - start) * 1e9);
      }
      return best;
    }
  }

  private static memory ones(memory.desc shape, engine cpu, int n) {
    FloatPointer values = new FloatPointer((long) n * n);
    for (long i = 0; i < (long) n * n; i++) {
      values.put(i, 1);
    }
    return new memory(shape, cpu, values);
  }
}
