package io.meanfield.worker.optim;

import io.meanfield.worker.optim.Optimizer.Rate;
import io.meanfield.worker.optim.Optimizer.Vectors;
import java.util.Arrays;

/** The program that {@link TestUpdateLoops} starts in JVMs of its own. */
final class PrintLoops {
  private PrintLoops() {}

  public static void main(String[] arguments) {
    System.out.println(line());
  }

  /** Which loops this JVM has, and a number for the bits that they give. */
  static String line() {
    float[] p = new float[100];
    float[] g = new float[100];
    for (int i = 0; i < 100; i++) {
      p[i] = 1f / (i + 1);
      g[i] = i - 50;
    }
    UpdateRule rule = new Adam(0.1, 0.9, 0.999, 1e-8).rule(new Rate(0.1, 1));
    rule.update(new Vectors(p, g, new float[2][100]), 0, 100);
    return UpdateLoops.fastest().getClass().getSimpleName() + " " + Arrays.hashCode(p);
  }
}
