package io.meanfield.benchmarks.sync;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;

/**
 * One of two processes that move bytes over one TCP connection, as fast as blocking sockets can.
 * The connecting one always receives and prints how fast. One thread receives, another one sends.
 */
public final class RawTcp {
  static final String LISTENING = "listening at ";
  static final String RECEIVED = "bytes a second: ";

  private static final int CHUNK_BYTES = 1 << 18;

  private RawTcp() {}

  /**
   * Arguments: bytes to send, bytes to receive, address; and the port to connect to, or none to
   * listen.
   */
  public static void main(String[] args) throws IOException {
    long toSend = Long.parseLong(args[0]);
    long toReceive = Long.parseLong(args[1]);
    if (args.length == 4) {
      var address = new InetSocketAddress(args[2], Integer.parseInt(args[3]));
      try (SocketChannel channel = SocketChannel.open(address)) {
        System.out.println(RECEIVED + exchange(channel, toSend, toReceive));
      }
      return;
    }
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(args[2], 0));
      System.out.println(LISTENING + server.socket().getLocalPort());
      try (SocketChannel channel = server.accept()) {
        exchange(channel, toSend, toReceive);
      }
    }
  }

  /** Bytes received a second, from the first one on. */
  private static double exchange(SocketChannel channel, long toSend, long toReceive)
      throws IOException {
    CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(channel, toSend));
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    long received = Math.max(0, channel.read(chunk));
    long start = System.nanoTime();
    while (received < toReceive) {
      chunk.clear();
      int more = channel.read(chunk);
      if (more < 0) {
        throw new IOException(
            "expected %d bytes, found the end after %d".formatted(toReceive, received));
      }
      received += more;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    sent.join();
    return received / seconds;
  }

  private static void send(SocketChannel channel, long numBytes) {
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    try {
      for (long left = numBytes; left > 0; ) {
        chunk.clear().limit((int) Math.min(left, CHUNK_BYTES));
        left -= channel.write(chunk);
      }
      channel.shutdownOutput();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
