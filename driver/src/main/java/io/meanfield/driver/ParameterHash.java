package io.meanfield.driver;

import io.meanfield.datasets.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/** Names a parameter vector by its bytes. */
final class ParameterHash {
  private static final int CHUNK = 1 << 14;

  private ParameterHash() {}

  /** SHA-256, in hexadecimal, of the numbers as little-endian 32-bit floats. */
  static String of(float[] parameters) {
    MessageDigest sha = Sha256.newDigest();
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < parameters.length; i += CHUNK) {
      int n = Math.min(CHUNK, parameters.length - i);
      bytes.clear().asFloatBuffer().put(parameters, i, n);
      sha.update(bytes.array(), 0, n * Float.BYTES);
    }
    return Sha256.hex(sha);
  }
}
