package io.meanfield.driver;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a parameter vector by its bytes. */
final class Sha256 {
  private static final int CHUNK = 1 << 14;

  private Sha256() {}

  /** SHA-256, in hexadecimal, of the numbers as little-endian 32-bit floats. */
  static String of(float[] values) {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i += CHUNK) {
      int n = Math.min(CHUNK, values.length - i);
      bytes.clear().asFloatBuffer().put(values, i, n);
      sha.update(bytes.array(), 0, n * Float.BYTES);
    }
    return HexFormat.of().formatHex(sha.digest());
  }
}
