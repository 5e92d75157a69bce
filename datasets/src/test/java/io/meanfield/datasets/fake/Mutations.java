package io.meanfield.datasets.fake;

import io.meanfield.datasets.plan.CounterHash;
import java.io.ByteArrayOutputStream;
import java.util.Random;

/**
 * Damages files as disks, networks and attackers do: flipped bits, cut ends, bytes put in or taken
 * out, ranges that come twice, and extreme numbers, in the header above all. The same seed does the
 * same damage.
 */
public final class Mutations {
  private static final int MAX_CHANGES = 4;
  private static final int HEADER_BYTES = 64;
  private static final int MAX_INSERTED_BYTES = 32;
  private static final byte[] EXTREMES = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff};

  private Mutations() {}

  /** A damaged copy. */
  public static byte[] mutate(byte[] original, long seed) {
    Random random = new Random(CounterHash.hash(seed));
    byte[] bytes = original.clone();
    int numChanges = 1 + random.nextInt(MAX_CHANGES);
    for (int i = 0; i < numChanges && bytes.length > 0; i++) {
      bytes = change(bytes, random);
    }
    return bytes;
  }

  private static byte[] change(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    int length = random.nextInt(Math.min(bytes.length - at, MAX_INSERTED_BYTES) + 1);
    switch (random.nextInt(8)) {
      case 0 -> {
        return splice(bytes, at, bytes.length, new byte[0]);
      }
      case 1 -> {
        byte[] inserted = new byte[1 + random.nextInt(MAX_INSERTED_BYTES)];
        random.nextBytes(inserted);
        return splice(bytes, at, at, inserted);
      }
      case 2 -> {
        return splice(bytes, at, at + length, new byte[0]);
      }
      case 3 -> {
        byte[] repeated = new byte[length];
        System.arraycopy(bytes, at, repeated, 0, length);
        return splice(bytes, at, at, repeated);
      }
      case 4 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 5 -> bytes[at] = (byte) random.nextInt();
      default -> {
        int from = random.nextInt(Math.min(bytes.length, HEADER_BYTES));
        int to = Math.min(bytes.length, from + 1 + random.nextInt(4));
        byte extreme = EXTREMES[random.nextInt(EXTREMES.length)];
        for (int i = from; i < to; i++) {
          bytes[i] = extreme;
        }
      }
    }
    return bytes;
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] replacement) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(replacement);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
