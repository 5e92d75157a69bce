package io.meanfield.worker.sync.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Writes the values furthest from zero: of every {@value #STRETCH} values the number of those that
 * travel (32 bits), then each with its place among them (16 bits) before itself. Used by one
 * thread.
 */
final class TopKCodec implements Codec {
  private static final int STRETCH = 1 << Short.SIZE; // places have 16 bits
  private static final int BYTES_PER_KEPT = Short.BYTES + Float.BYTES;
  private static final int CHUNK = 512;

  private final TopK format;
  private final KthLargest kthLargest = new KthLargest();
  private final float[] sums = new float[CHUNK];
  private final float[] residuals = new float[CHUNK];

  TopKCodec(TopK format) {
    this.format = format;
  }

  @Override
  public int numBytes(int numValues) {
    long numStretches = (numValues + STRETCH - 1L) / STRETCH;
    return Math.toIntExact(
        numStretches * Integer.BYTES + (long) format.numKept(numValues) * BYTES_PER_KEPT);
  }

  /**
   * @throws IllegalArgumentException without a residual: most values would be lost
   */
  @Override
  public void encode(FloatBuffer values, FloatBuffer residual, ByteBuffer out) {
    if (residual.remaining() != values.remaining()) {
      throw new IllegalArgumentException(
          "expected a residual of %d values for top-k, found one of %d"
              .formatted(values.remaining(), residual.remaining()));
    }
    addTo(residual, values);
    Selection selection =
        new Selection(kthLargest.of(residual, format.numKept(residual.remaining())));
    ByteBuffer bytes = out.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    for (int from = residual.position(); from < residual.limit(); from += STRETCH) {
      selection.write(residual, from, Math.min(residual.limit(), from + STRETCH), bytes);
    }
    out.position(bytes.position());
  }

  private void addTo(FloatBuffer residual, FloatBuffer values) {
    int shift = values.position() - residual.position();
    for (int from = residual.position(); from < residual.limit(); from += CHUNK) {
      int length = Math.min(CHUNK, residual.limit() - from);
      residual.get(from, residuals, 0, length);
      values.get(from + shift, sums, 0, length);
      for (int i = 0; i < length; i++) {
        sums[i] += residuals[i];
      }
      residual.put(from, sums, 0, length);
    }
  }

  /** Which values travel; those that do leave the residual. */
  private final class Selection {
    private final int threshold;
    private int numAtThreshold;

    Selection(KthLargest.Found found) {
      this.threshold = found.magnitude();
      this.numAtThreshold = found.numOfIt();
    }

    void write(FloatBuffer residual, int start, int end, ByteBuffer bytes) {
      int head = bytes.position();
      bytes.putInt(0);
      int numKept = 0;
      for (int from = start; from < end; from += CHUNK) {
        int length = Math.min(CHUNK, end - from);
        residual.get(from, sums, 0, length);
        for (int i = 0; i < length; i++) {
          int magnitude = KthLargest.magnitude(sums[i]);
          if (keeps(magnitude)) {
            bytes.putShort((short) (from - start + i)).putFloat(sums[i]);
            sums[i] = 0;
            numKept++;
          } else if (magnitude >= PlainLoops.INFINITY) {
            sums[i] = 0;
          }
        }
        residual.put(from, sums, 0, length);
      }
      bytes.putInt(head, numKept);
    }

    private boolean keeps(int magnitude) {
      return magnitude > threshold || (magnitude == threshold && numAtThreshold-- > 0);
    }
  }

  @Override
  public void decode(ByteBuffer in, FloatBuffer values) {
    Arrays.fill(sums, 0);
    for (int from = values.position(); from < values.limit(); from += CHUNK) {
      values.put(from, sums, 0, Math.min(CHUNK, values.limit() - from));
    }
    add(in, values);
  }

  @Override
  public void add(ByteBuffer in, FloatBuffer sums) {
    ByteBuffer bytes = in.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    for (int from = sums.position(); from < sums.limit(); from += STRETCH) {
      for (int left = bytes.getInt(); left > 0; left--) {
        int place = from + Short.toUnsignedInt(bytes.getShort());
        sums.put(place, sums.get(place) + bytes.getFloat());
      }
    }
    in.position(bytes.position());
  }
}
