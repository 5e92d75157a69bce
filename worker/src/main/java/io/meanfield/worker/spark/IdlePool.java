package io.meanfield.worker.spark;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Idle things of this process that are costly to make (networks and their readers), by what they
 * are for. The least recently used purposes are forgotten and their things closed. Any thread may
 * borrow and give back; a borrowed thing belongs to its borrower alone, and one that has failed is
 * not given back.
 */
final class IdlePool<T extends Closeable> {
  private static final int MAX_PURPOSES = 4;

  private final Map<String, Deque<T>> idle = new LinkedHashMap<>(16, 0.75f, true);

  T borrow(String purpose, Supplier<T> maker) {
    return poll(purpose).orElseGet(maker);
  }

  private synchronized Optional<T> poll(String purpose) {
    return Optional.ofNullable(idle.get(purpose)).map(Deque::poll);
  }

  synchronized void giveBack(String purpose, T thing) throws IOException {
    idle.computeIfAbsent(purpose, p -> new ArrayDeque<>()).push(thing);
    if (idle.size() > MAX_PURPOSES) {
      String oldest = idle.keySet().iterator().next();
      for (T forgotten : idle.remove(oldest)) {
        forgotten.close();
      }
    }
  }
}
