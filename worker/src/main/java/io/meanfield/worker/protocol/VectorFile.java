package io.meanfield.worker.protocol;

import io.meanfield.datasets.Sha256;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A file of numbers and vectors: eight bytes of magic with the version, the counts, the numbers,
 * each vector with its length (all big-endian), and the SHA-256 of everything before it.
 */
public record VectorFile(long[] numbers, float[][] vectors) {
  private static final long MAGIC = 0x4d4e464c44763031L; // "MNFLDv01"
  private static final int CHUNK = 1 << 16;

  /** Writes it and returns its SHA-256 in hexadecimal. */
  public String write(OutputStream out) throws IOException {
    MessageDigest sha = Sha256.newDigest();
    DataOutputStream data = new DataOutputStream(new DigestOutputStream(out, sha));
    data.writeLong(MAGIC);
    data.writeInt(numbers.length);
    data.writeInt(vectors.length);
    for (long number : numbers) {
      data.writeLong(number);
    }
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (float[] vector : vectors) {
      data.writeInt(vector.length);
      for (int i = 0; i < vector.length; i += CHUNK / Float.BYTES) {
        int n = Math.min(CHUNK / Float.BYTES, vector.length - i);
        chunk.clear().asFloatBuffer().put(vector, i, n);
        data.write(chunk.array(), 0, n * Float.BYTES);
      }
    }
    byte[] digest = sha.digest();
    out.write(digest);
    return HexFormat.of().formatHex(digest);
  }

  /**
   * Reads a file and checks it.
   *
   * @param name of the file, for messages
   * @param expectedSha its SHA-256 as {@link #write} returned it
   * @throws TrainingException with code CHECKPOINT if the file is not what was written
   */
  public static VectorFile read(InputStream in, String name, String expectedSha)
      throws IOException {
    MessageDigest sha = Sha256.newDigest();
    DataInputStream data =
        new DataInputStream(new DigestInputStream(new BufferedInputStream(in, CHUNK), sha));
    try {
      long magic = data.readLong();
      if (magic != MAGIC) {
        throw damaged(name, "it does not begin with the mark of a Meanfield vector file");
      }
      long[] numbers = new long[checkedCount(data.readInt(), name)];
      float[][] vectors = new float[checkedCount(data.readInt(), name)][];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = data.readLong();
      }
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] = readVector(data, name);
      }
      byte[] digest = sha.digest();
      byte[] stored = data.readNBytes(digest.length);
      String found = HexFormat.of().formatHex(digest);
      if (!found.equals(expectedSha)) {
        throw damaged(name, "expected SHA-256 " + expectedSha + ", found " + found);
      }
      if (!MessageDigest.isEqual(digest, stored)) {
        throw damaged(name, "its last bytes are not the SHA-256 of those before");
      }
      return new VectorFile(numbers, vectors);
    } catch (EOFException e) {
      throw damaged(name, "it ends too early");
    }
  }

  private static float[] readVector(DataInputStream data, String name) throws IOException {
    int length = data.readInt();
    if (length < 0) {
      throw damaged(name, "it has a vector of length " + length);
    }
    byte[] chunk = new byte[CHUNK];
    float[] vector =
        new float[Math.min(length, CHUNK)]; // grows: a damaged length is no reason to ask for 8 GiB
    for (int i = 0; i < length; i += CHUNK / Float.BYTES) {
      int n = Math.min(CHUNK / Float.BYTES, length - i);
      data.readFully(chunk, 0, n * Float.BYTES);
      if (i + n > vector.length) {
        vector = Arrays.copyOf(vector, (int) Math.min(length, 2L * vector.length));
      }
      ByteBuffer.wrap(chunk).asFloatBuffer().get(vector, i, n);
    }
    return vector;
  }

  private static int checkedCount(int count, String name) {
    if (count < 0 || count > CHUNK) {
      throw damaged(name, "it has an impossible count of " + count);
    }
    return count;
  }

  private static TrainingException damaged(String name, String what) {
    return new TrainingException(
        ErrorCode.CHECKPOINT,
        "expected the file %s as it was written, but %s: delete the checkpoint folder it is in to go on from the one before"
            .formatted(name, what));
  }
}
