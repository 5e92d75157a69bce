package io.meanfield.worker;

import io.meanfield.worker.collective.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the ranks of this process hold, for those who begin again when one was lost. The runs that
 * have not been heard of for longest are forgotten. Thread-safe.
 */
public final class Holdings {
  private static final int MAX_RUNS = 4;

  private final Map<String, List<Entry>> byRun = new LinkedHashMap<>(16, 0.75f, true);

  private record Entry(Session session, Holding holding) {}

  /** Takes in what a rank begins a session with. */
  synchronized void add(Session session, List<Holding> holdings) {
    List<Entry> entries = byRun.computeIfAbsent(session.runId(), run -> new ArrayList<>());
    holdings.forEach(holding -> entries.add(new Entry(session, holding)));
    if (byRun.size() > MAX_RUNS) {
      byRun.remove(byRun.keySet().iterator().next());
    }
  }

  /**
   * Takes out what is held of just these slices after so many steps, to go on with it. To be called
   * only when no rank of an earlier session runs any more.
   */
  synchronized Optional<Holding> take(String runId, List<Integer> slices, long step) {
    List<Entry> entries = byRun.getOrDefault(runId, List.of());
    for (Entry entry : entries) {
      Holding holding = entry.holding();
      if (holding.slices().equals(slices) && holding.newest().step() == step) {
        entries.remove(entry);
        return Optional.of(holding);
      }
    }
    return Optional.empty();
  }

  /** Forgets what was held in earlier sessions of a run: all ranks are beyond it. */
  synchronized void forgetBefore(Session session) {
    byRun
        .getOrDefault(session.runId(), new ArrayList<>())
        .removeIf(entry -> entry.session().isBefore(session));
  }

  /** All that is held of a run. */
  synchronized List<Holding> of(String runId) {
    return byRun.getOrDefault(runId, List.of()).stream().map(Entry::holding).toList();
  }
}
