package io.meanfield.worker.spark;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Idle things of this process that are costly to make (networks and their readers), by what they
 * are for. The least recently used purposes are forgotten and their things closed. Any thread may
 * use one; a thing in use belongs to its user alone, and one that has failed is closed.
 */
final class IdlePool<T extends Closeable> {
  private static final int MAX_PURPOSES = 4;

  private final Map<String, Deque<T>> idle = new LinkedHashMap<>(16, 0.75f, true);

  /** What a thing is used for. */
  @FunctionalInterface
  interface Use<T, R> {
    R with(T thing) throws IOException;
  }

  /** Uses an idle thing, or a new one if there is none. */
  <R> R use(String purpose, Supplier<T> maker, Use<T, R> use) throws IOException {
    T thing = poll(purpose).orElseGet(maker);
    R result;
    try {
      result = use.with(thing);
    } catch (IOException | RuntimeException | Error e) {
      closeAfter(e, thing);
      throw e;
    }
    for (T forgotten : giveBack(purpose, thing)) {
      forgotten.close();
    }
    return result;
  }

  private synchronized Optional<T> poll(String purpose) {
    return Optional.ofNullable(idle.get(purpose)).map(Deque::poll);
  }

  /** Returns those that nobody will use any more. */
  private synchronized List<T> giveBack(String purpose, T thing) {
    idle.computeIfAbsent(purpose, p -> new ArrayDeque<>()).push(thing);
    return idle.size() > MAX_PURPOSES
        ? List.copyOf(idle.remove(idle.keySet().iterator().next()))
        : List.of();
  }

  private static void closeAfter(Throwable failure, Closeable thing) {
    try {
      thing.close();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
