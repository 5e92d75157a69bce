package io.meanfield.datasets.shard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TestShardChecksum {

  @Test
  void itIsWhatXxhsumSays() {
    ShardChecksum nothing = new ShardChecksum();
    assertEquals("ef46db3751d8e999", nothing.hex());
    ShardChecksum abc = new ShardChecksum();
    abc.update("abc".getBytes(US_ASCII), 0, 3);
    assertEquals("44bc2cf5ad770999", abc.hex());
  }

  @Test
  void aStreamIsCopiedAndCounted() throws IOException {
    byte[] bytes = RemoteShards.bytes(1);
    ShardChecksum whole = new ShardChecksum();
    whole.update(bytes, 0, bytes.length);
    ShardChecksum streamed = new ShardChecksum();
    streamed.update(bytes, 0, 1001);
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    copy.write(bytes, 0, 1001);
    ByteArrayInputStream rest = new ByteArrayInputStream(bytes, 1001, bytes.length);
    assertEquals(bytes.length - 1001, streamed.transfer(rest, copy));
    assertEquals(whole.hex(), streamed.hex());
    assertArrayEquals(bytes, copy.toByteArray());
  }
}
