package io.meanfield.datasets.shard;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * A local file with the bytes of a shard, verified and open: it can be read whatever becomes of its
 * name.
 *
 * @param path for messages
 * @param plainBytes that it takes decompressed; 0 if it is not compressed
 */
record ShardFile(String path, FileChannel channel, long plainBytes) implements Closeable {
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
