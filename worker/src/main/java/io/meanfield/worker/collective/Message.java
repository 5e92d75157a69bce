package io.meanfield.worker.collective;

import io.meanfield.worker.collective.Topic.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A parcel on its way through a network.
 *
 * <p>As bytes, all little-endian: the run's identifier as a 32-bit length and UTF-8; stage and
 * attempt; sender and receiver; kind, step (64 bits), slice and first replica; a count of numbers,
 * and them (64 bits each); the values up to the end (32-bit floats). What has no size here has 32
 * bits.
 */
public record Message(Session session, int from, int to, Topic topic, Parcel parcel) {
  private static final int FIXED_BYTES = 9 * Integer.BYTES + Long.BYTES;
  private static final Kind[] KINDS = Kind.values();

  /** Ready to be read; in memory of its own. */
  public ByteBuffer encode() {
    byte[] run = session.runId().getBytes(StandardCharsets.UTF_8);
    long size =
        FIXED_BYTES
            + (long) run.length
            + (long) Long.BYTES * parcel.numbers().length
            + (long) Float.BYTES * parcel.values().remaining();
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(run.length).put(run).putInt(session.stage()).putInt(session.attempt());
    bytes.putInt(from).putInt(to);
    bytes.putInt(topic.kind().ordinal()).putLong(topic.step());
    bytes.putInt(topic.slice()).putInt(topic.firstReplica());
    bytes.putInt(parcel.numbers().length);
    for (long number : parcel.numbers()) {
      bytes.putLong(number);
    }
    bytes.asFloatBuffer().put(parcel.values().duplicate());
    return bytes.rewind();
  }

  /** Takes a copy of everything. */
  public static Message decode(ByteBuffer encoded) {
    ByteBuffer bytes = encoded.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    byte[] run = new byte[bytes.getInt()];
    bytes.get(run);
    Session session =
        new Session(new String(run, StandardCharsets.UTF_8), bytes.getInt(), bytes.getInt());
    int from = bytes.getInt();
    int to = bytes.getInt();
    Topic topic = new Topic(KINDS[bytes.getInt()], bytes.getLong(), bytes.getInt(), bytes.getInt());
    long[] numbers = new long[bytes.getInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = bytes.getLong();
    }
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return new Message(session, from, to, topic, new Parcel(numbers, FloatBuffer.wrap(values)));
  }
}
