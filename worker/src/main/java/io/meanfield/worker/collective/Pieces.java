package io.meanfield.worker.collective;

import io.meanfield.worker.collective.Content.Divisible;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Messages of any length in pieces that connections share: after a pause, each connection has to
 * find out anew how much a long link takes.
 */
public final class Pieces {
  private static final int NUM_BYTES = 128 << 10; // of a piece, but the last

  private Pieces() {}

  /** Sends a message that is not empty, as {@link Peers#send} does. */
  public static void send(Peers peers, int to, Topic topic, long[] numbers, Divisible content) {
    int numBytes = content.numBytes();
    for (int from = 0; from < numBytes; from += NUM_BYTES) {
      Content piece = content.part(from, Math.min(numBytes, from + NUM_BYTES));
      peers.send(to, topic.piece(from / NUM_BYTES), numbers, piece);
    }
  }

  /**
   * Waits for all pieces of a message, as {@link Peers#receive} does.
   *
   * @param numBytes of the message
   * @param into reads all bytes of a piece, one after the other
   * @return the message's numbers
   */
  public static long[] receive(
      Peers peers, int from, Topic topic, int numBytes, Consumer<ByteBuffer> into) {
    long[] numbers = {};
    for (int offset = 0; offset < numBytes; offset += NUM_BYTES) {
      try (Parcel piece = peers.receive(from, topic.piece(offset / NUM_BYTES))) {
        numbers = piece.numbers();
        into.accept(piece.bytes());
      }
    }
    return numbers;
  }
}
