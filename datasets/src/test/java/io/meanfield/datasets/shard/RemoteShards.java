package io.meanfield.datasets.shard;

import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.fake.RemoteFileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Remote files of random bytes that can be told from each other: the same for all processes. */
final class RemoteShards {
  static final int BYTES = 100_000;

  private final Path folder;

  RemoteShards(Path folder) {
    this.folder = folder;
  }

  List<StoredShard> write(int numShards) throws IOException {
    for (int i = 0; i < numShards; i++) {
      Files.write(folder.resolve(i + ".arrow"), bytes(i));
    }
    return list(numShards);
  }

  List<StoredShard> list(int numShards) {
    return IntStream.range(0, numShards).mapToObj(this::shard).toList();
  }

  StoredShard shard(int number) {
    ShardChecksum checksum = new ShardChecksum();
    checksum.update(bytes(number), 0, BYTES);
    String name = number + ".arrow";
    return new StoredShard(
        RemoteFileSystem.storage(),
        "remote:" + folder.resolve(name),
        new ShardInfo(name, 1, BYTES, checksum.hex(), 0));
  }

  static byte[] bytes(int number) {
    byte[] bytes = new byte[BYTES];
    new Random(number).nextBytes(bytes);
    return bytes;
  }

  /** All bytes of an open shard, from its beginning. */
  static byte[] read(ShardFile file) throws IOException {
    InputStream in = Channels.newInputStream(file.channel().position(0));
    return in.readAllBytes();
  }

  /** The files of a cache that end like that, sorted. */
  static List<Path> files(Path cache, String ending) throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
