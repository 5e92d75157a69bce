package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Squash.LARGEST;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Squash} with the CPU's widest vectors. To be loaded only where the module
 * jdk.incubator.vector is.
 *
 * <p>The formula stands in the loop and in no method of its own: the JVM would compile such a
 * method first, find it too large to be put into its callers, and make an object of each vector.
 */
final class VectorSquash {
  static final VectorSpecies<Float> WIDEST = FloatVector.SPECIES_PREFERRED;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private VectorSquash() {}

  static FloatVector load(ByteBuffer floats, int index) {
    return FloatVector.fromByteBuffer(WIDEST, floats, index * Float.BYTES, ORDER);
  }

  static void store(FloatVector vector, ByteBuffer floats, int index) {
    vector.intoByteBuffer(floats, index * Float.BYTES, ORDER);
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(WIDEST, value);
  }

  static void tanh(ByteBuffer from, ByteBuffer to, int first, int end) {
    int j = scaledTanh(from, to, first, end, 1, 0);
    for (; j < end; j++) {
      Squash.put(to, j, Squash.tanh(Squash.at(from, j)));
    }
  }

  static void logistic(ByteBuffer values, int first, int end) {
    int j = scaledTanh(values, values, first, end, 0.5f, 0.5f);
    for (; j < end; j++) {
      Squash.put(values, j, Squash.logistic(Squash.at(values, j)));
    }
  }

  /**
   * scale tanh(scale x) + shift.
   *
   * @return the first index that is left
   */
  private static int scaledTanh(
      ByteBuffer from, ByteBuffer to, int first, int end, float scale, float shift) {
    FloatVector scales = all(scale);
    FloatVector shifts = all(shift);
    int j = first;
    for (; j <= end - WIDEST.length(); j += WIDEST.length()) {
      FloatVector x = load(from, j).mul(scales).max(-LARGEST).min(LARGEST);
      FloatVector y = x.mul(x);
      FloatVector p = y.fma(all(Squash.P13), all(Squash.P11));
      p = p.fma(y, all(Squash.P9));
      p = p.fma(y, all(Squash.P7));
      p = p.fma(y, all(Squash.P5));
      p = p.fma(y, all(Squash.P3));
      p = p.fma(y, all(Squash.P1));
      FloatVector q = y.fma(all(Squash.Q6), all(Squash.Q4));
      q = q.fma(y, all(Squash.Q2));
      q = q.fma(y, all(Squash.Q0));
      store(x.mul(p).div(q).fma(scales, shifts), to, j);
    }
    return j;
  }
}
