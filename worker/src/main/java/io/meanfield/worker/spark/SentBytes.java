package io.meanfield.worker.spark;

import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.network.buffer.ManagedBuffer;

/** A message's content while Spark's transport sends it; then its memory is given back. */
final class SentBytes extends ManagedBuffer {
  private final ByteBuffer bytes;
  private final ByteMemory memory;
  private final AtomicInteger references = new AtomicInteger(1);

  SentBytes(ByteBuffer bytes, ByteMemory memory) {
    this.bytes = bytes;
    this.memory = memory;
  }

  @Override
  public long size() {
    return bytes.remaining();
  }

  @Override
  public ByteBuffer nioByteBuffer() {
    return bytes.duplicate();
  }

  @Override
  public InputStream createInputStream() {
    return new ByteBufInputStream(Unpooled.wrappedBuffer(bytes));
  }

  @Override
  public ManagedBuffer retain() {
    references.incrementAndGet();
    return this;
  }

  @Override
  public ManagedBuffer release() {
    if (references.decrementAndGet() == 0) {
      memory.giveBack(bytes);
    }
    return this;
  }

  @Override
  public Object convertToNetty() {
    return Unpooled.wrappedBuffer(bytes);
  }

  @Override
  public Object convertToNettyForSsl() {
    return convertToNetty();
  }
}
