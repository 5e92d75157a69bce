package io.meanfield.worker.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestVectorFile {

  @Test
  void readsWhatItWrote() throws IOException {
    float[] large = new float[100_003];
    for (int i = 0; i < large.length; i++) {
      large[i] = i * 0.37f;
    }
    VectorFile file =
        new VectorFile(new long[] {7, -1}, new float[][] {large, {}, {Float.MIN_VALUE}});
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String sha = file.write(out);
    VectorFile back = read(out.toByteArray(), sha);
    assertArrayEquals(file.numbers(), back.numbers());
    assertEquals(3, back.vectors().length);
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(file.vectors()[i], back.vectors()[i]);
    }
  }

  @Test
  void noticesEveryChangedByteAndEveryCut() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String sha = new VectorFile(new long[] {3}, new float[][] {{1, 2, 3}}).write(out);
    byte[] good = out.toByteArray();
    for (int i = 0; i < good.length; i++) {
      byte[] changed = good.clone();
      changed[i] ^= 1;
      assertDamaged(changed, sha);
      assertDamaged(Arrays.copyOf(good, i), sha);
    }
  }

  @Test
  void refusesAnotherIntactFile() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new VectorFile(new long[] {3}, new float[0][]).write(out);
    assertDamaged(out.toByteArray(), "00");
  }

  private static void assertDamaged(byte[] bytes, String sha) {
    TrainingException e = assertThrows(TrainingException.class, () -> read(bytes, sha));
    assertEquals(ErrorCode.CHECKPOINT, e.code());
    assertTrue(e.getMessage().contains("replica-00000.bin"), e.getMessage());
  }

  private static VectorFile read(byte[] bytes, String sha) throws IOException {
    return VectorFile.read(new ByteArrayInputStream(bytes), "replica-00000.bin", sha);
  }
}
