package io.meanfield.benchmarks.gpu;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the device of this process can do, through ND4J. The best of some repetitions. */
final class DeviceSpeed {
  private static final int REPEATS = 5;

  private DeviceSpeed() {}

  /** Floating-point operations a second of a product of square f32 matrices. */
  static double peak(int n) {
    INDArray a = Nd4j.ones(DataType.FLOAT, n, n);
    INDArray b = Nd4j.ones(DataType.FLOAT, n, n);
    INDArray c = Nd4j.createUninitialized(DataType.FLOAT, new long[] {n, n}, 'f');
    return 2.0 * n * n * n / leastSeconds(() -> a.mmuli(b, c));
  }

  /** Seconds in which so many floats go to the device; next to nothing on a CPU. */
  static double secondsTo(long numFloats) {
    return copy(numFloats, Location.HOST, Location.DEVICE);
  }

  /** Seconds in which so many floats come back from the device. */
  static double secondsFrom(long numFloats) {
    return copy(numFloats, Location.DEVICE, Location.HOST);
  }

  private static double copy(long numFloats, Location from, Location to) {
    INDArray array = Nd4j.ones(DataType.FLOAT, numFloats);
    var manager = Nd4j.getAffinityManager();
    manager.ensureLocation(array, Location.EVERYWHERE);
    return leastSeconds(
        () -> {
          manager.tagLocation(array, from); // says that the other copy is old
          manager.ensureLocation(array, to);
        });
  }

  private static double leastSeconds(Runnable work) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < REPEATS; i++) {
      Nd4j.getExecutioner().commit();
      long start = System.nanoTime();
      work.run();
      Nd4j.getExecutioner().commit();
      least = Math.min(least, (System.nanoTime() - start) / 1e9);
    }
    return least;
  }
}
