package io.meanfield.worker.collective;

import io.meanfield.worker.collective.Topic.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Everything of a message on its way through a network but its content.
 *
 * <p>As bytes, all little-endian: the run's identifier as a 32-bit length and UTF-8; stage and
 * attempt; sender and receiver; kind, step (64 bits), offset and part; the content's length in
 * bytes; a count of numbers, and them (64 bits each). What has no size here has 32 bits.
 */
public record Envelope(
    Session session, int from, int to, Topic topic, long[] numbers, int numBytes) {
  private static final int FIXED_BYTES = 10 * Integer.BYTES + Long.BYTES;
  private static final Kind[] KINDS = Kind.values();

  /** Ready to be read; in memory of its own. */
  public ByteBuffer encode() {
    byte[] run = session.runId().getBytes(StandardCharsets.UTF_8);
    int size = FIXED_BYTES + run.length + Long.BYTES * numbers.length;
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(run.length).put(run).putInt(session.stage()).putInt(session.attempt());
    bytes.putInt(from).putInt(to);
    bytes.putInt(topic.kind().ordinal()).putLong(topic.step());
    bytes.putInt(topic.offset()).putInt(topic.part());
    bytes.putInt(numBytes).putInt(numbers.length);
    for (long number : numbers) {
      bytes.putLong(number);
    }
    return bytes.rewind();
  }

  /** Takes a copy of everything. */
  public static Envelope decode(ByteBuffer encoded) {
    ByteBuffer bytes = encoded.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    byte[] run = new byte[bytes.getInt()];
    bytes.get(run);
    Session session =
        new Session(new String(run, StandardCharsets.UTF_8), bytes.getInt(), bytes.getInt());
    int from = bytes.getInt();
    int to = bytes.getInt();
    Topic topic = new Topic(KINDS[bytes.getInt()], bytes.getLong(), bytes.getInt(), bytes.getInt());
    int numBytes = bytes.getInt();
    long[] numbers = new long[bytes.getInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = bytes.getLong();
    }
    return new Envelope(session, from, to, topic, numbers, numBytes);
  }
}
