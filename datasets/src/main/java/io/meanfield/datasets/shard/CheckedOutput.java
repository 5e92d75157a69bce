package io.meanfield.datasets.shard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Writes a file in pieces that stay in the CPU's caches while they go into its checksum as well.
 * Used by one thread.
 */
final class CheckedOutput implements WritableByteChannel {
  private static final int PIECE_BYTES = 1 << 16;

  private final OutputStream out;
  private final ShardChecksum checksum = new ShardChecksum();
  private final byte[] piece = new byte[PIECE_BYTES];
  private int filled;
  private boolean isOpen = true;

  /**
   * @param out closed with the channel
   */
  CheckedOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int numBytes = bytes.remaining();
    while (bytes.hasRemaining()) {
      int length = Math.min(bytes.remaining(), PIECE_BYTES - filled);
      bytes.get(piece, filled, length);
      filled += length;
      if (filled == PIECE_BYTES) {
        writePiece();
      }
    }
    return numBytes;
  }

  /** Writes what is left; the checksum of all of it. */
  String finish() throws IOException {
    writePiece();
    out.flush();
    return checksum.hex();
  }

  @Override
  public boolean isOpen() {
    return isOpen;
  }

  @Override
  public void close() throws IOException {
    isOpen = false;
    out.close();
  }

  private void writePiece() throws IOException {
    checksum.update(piece, 0, filled);
    out.write(piece, 0, filled);
    filled = 0;
  }
}
