package io.meanfield.worker.spark;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Memory outside the Java heap for messages, used again and again: it is given out and taken back
 * in a few sizes. What is not given back is left to the garbage collector. Thread-safe.
 */
final class ByteMemory {
  private static final int STEP = 16 << 10; // bytes between sizes
  private static final int MAX_SIZES = 16;

  private final Map<Integer, Deque<ByteBuffer>> idle = new LinkedHashMap<>(16, 0.75f, true);

  /** Little-endian, from position 0 to exactly so many bytes. */
  ByteBuffer take(int numBytes) {
    int size = Math.max(1, (numBytes + STEP - 1) / STEP) * STEP;
    ByteBuffer buffer = poll(size);
    if (buffer == null) {
      buffer = ByteBuffer.allocateDirect(size);
    }
    return buffer.order(ByteOrder.LITTLE_ENDIAN).clear().limit(numBytes);
  }

  private synchronized ByteBuffer poll(int size) {
    Deque<ByteBuffer> ofSize = idle.get(size);
    return ofSize == null ? null : ofSize.poll();
  }

  /** Takes back what nobody reads or writes any more. */
  synchronized void giveBack(ByteBuffer buffer) {
    idle.computeIfAbsent(buffer.capacity(), size -> new ArrayDeque<>()).push(buffer);
    if (idle.size() > MAX_SIZES) {
      idle.remove(idle.keySet().iterator().next());
    }
  }
}
