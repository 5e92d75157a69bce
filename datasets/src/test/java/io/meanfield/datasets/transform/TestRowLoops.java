package io.meanfield.datasets.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestRowLoops {
  private static final float[] WEIGHTS = {0.25f, 1 / 3f, 1e-6f};

  @Test
  void vectorsGiveTheSameBitsForAnyLengthAndPlace() {
    Random random = new Random(5);
    byte[] bytes = new byte[300];
    random.nextBytes(bytes);
    for (int length = 0; length < 100; length++) {
      float[] plain = new float[length];
      float[] vector = new float[length];
      for (float weight : WEIGHTS) {
        int from = random.nextInt(200);
        new PlainRowLoops().add(bytes, from, weight, plain);
        new VectorRowLoops().add(bytes, from, weight, vector);
      }
      assertArrayEquals(plain, vector);
    }
  }

  @Test
  void bytesAreUnsigned() {
    float[] sums = {1, 0};
    new PlainRowLoops().add(new byte[] {9, (byte) 255, (byte) 128}, 1, 2, sums);
    assertArrayEquals(new float[] {511, 256}, sums);
  }
}
