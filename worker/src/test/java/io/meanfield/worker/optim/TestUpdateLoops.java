package io.meanfield.worker.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.optim.Optimizer.Vectors;
import io.meanfield.worker.optim.UpdateLoops.Inertia;
import io.meanfield.worker.optim.UpdateLoops.Moments;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Vector API's loops and the plain ones are one function. */
@Tag("unit")
class TestUpdateLoops {
  private static final int MAX_LENGTH = UpdateLoops.MAX_CHUNK;
  private static final int OFFSET = 5; // of the chunk in the state
  private static final long DEADLINE_SECONDS = 60;

  private interface Loop {
    void run(UpdateLoops loops, Vectors vectors, int from, int to);
  }

  private record Row(String name, Loop loop) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Row> rows() {
    Inertia inertia = new Inertia(0.05f, 0.9f);
    Moments moments = new Moments(0.05f, 0.9f, 0.999f, 1e-8f);
    return Stream.of(
        new Row("sgd", (loops, v, from, to) -> loops.sgd(v, from, to, 0.05f)),
        new Row("momentum", (loops, v, from, to) -> loops.momentum(v, OFFSET, from, to, inertia)),
        new Row("nesterov", (loops, v, from, to) -> loops.nesterov(v, OFFSET, from, to, inertia)),
        new Row("adam", (loops, v, from, to) -> loops.adam(v, OFFSET, from, to, moments)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void vectorsAndPlainLoopsGiveTheSameBytes(Row row) {
    for (int length : new int[] {0, 1, 3, 15, 16, 17, 31, 33, 511, MAX_LENGTH}) {
      for (int from : new int[] {0, 1, 16}) {
        int to = Math.max(from, length);
        Vectors expected = vectors(length);
        Vectors found = vectors(length);
        row.loop().run(new PlainLoops(), expected, from, to);
        row.loop().run(new VectorLoops(), found, from, to);
        String message = "elements from " + from + " to " + to;
        assertArrayEquals(bits(expected.parameters()), bits(found.parameters()), message);
        assertArrayEquals(expected.state(), found.state(), message);
      }
    }
  }

  @Test
  void sumsOfSquaresHaveTheSameBytesAndAreThoseOfTheirElements() {
    float[] values = vectors(0).gradients();
    values[7] = Float.MAX_VALUE;
    for (int from : new int[] {0, 8, 16}) {
      for (int to : new int[] {from, from + 1, 17, 23, 511, MAX_LENGTH}) {
        double[] plain = new double[UpdateLoops.NUM_SUMS];
        double[] vector = plain.clone();
        double[] expected = plain.clone();
        new PlainLoops().addSquares(values, from, to, plain);
        new VectorLoops().addSquares(values, from, to, vector);
        for (int i = from; i < to; i++) {
          expected[i % 8] += Math.pow(values[i], 2);
        }
        assertArrayEquals(expected, plain, "elements from " + from + " to " + to);
        assertArrayEquals(expected, vector, "elements from " + from + " to " + to);
      }
    }
  }

  @Test
  void squaresAreThoseOfTheWholeVectorAndTellWhatIsNotFinite() {
    SquareSum sum = new SquareSum(new VectorLoops());
    sum.add(new float[] {3, 4, 99}, 2);
    sum.add(new float[] {12}, 1);
    assertEquals(169, sum.value());
    sum.add(new float[] {Float.NEGATIVE_INFINITY}, 1);
    assertEquals(Double.POSITIVE_INFINITY, sum.value());
    sum.add(new float[] {Float.NaN}, 1);
    assertTrue(Double.isNaN(sum.value()));
  }

  @Test
  void aJvmWithoutTheModuleUsesPlainLoops() throws Exception {
    assertEquals("PlainLoops", loopsOfAnotherJvm("-Xmx64m"));
    assertEquals("VectorLoops", loopsOfAnotherJvm("--add-modules=jdk.incubator.vector"));
  }

  @Test
  void onlyALargeNetworkIsWorthCompilingVectorLoops() {
    int large = UpdateLoops.NUM_PARAMETERS_OF_LARGE;
    assertTrue(UpdateLoops.of(large) instanceof VectorLoops);
    assertTrue(UpdateLoops.of(large - 1) instanceof PlainLoops);
  }

  private static String loopsOfAnotherJvm(String option) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(java, option, "-cp", classPath, PrintLoopsOfLargeNetwork.class.getName())
            .redirectError(Redirect.DISCARD)
            .start();
    try {
      assertTrue(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS), "still running");
      byte[] output = process.getInputStream().readAllBytes();
      String[] lines = new String(output, StandardCharsets.UTF_8).split("\n");
      return lines[lines.length - 1];
    } finally {
      process.destroyForcibly();
    }
  }

  /** Ordinary numbers and, from element 20 on, the extraordinary ones. */
  private static Vectors vectors(int seed) {
    Random random = new Random(seed);
    float[][] all = new float[4][MAX_LENGTH + OFFSET];
    for (float[] vector : all) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) random.nextGaussian();
      }
    }
    for (int i = 0; i < all[3].length; i++) {
      all[3][i] *= all[3][i]; // second moments
    }
    float[] special = {0, -0f, 1e-40f, Float.MIN_VALUE, 1e-20f, 1e30f};
    System.arraycopy(special, 0, all[1], 20, special.length);
    System.arraycopy(special, 0, all[0], 30, special.length);
    return new Vectors(all[0], all[1], Arrays.copyOfRange(all, 2, 4));
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(values[i]);
    }
    return bits;
  }
}
