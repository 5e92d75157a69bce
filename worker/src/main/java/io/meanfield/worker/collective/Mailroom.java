package io.meanfield.worker.collective;

import java.util.HashMap;
import java.util.Map;

/**
 * The inboxes of all ranks in this process. A message may come before its receiver has begun; what
 * is left of a run's earlier sessions is thrown away when a later one begins. Any thread may use
 * it.
 */
public final class Mailroom {
  private final Map<Address, Inbox> inboxes = new HashMap<>();
  private final Map<String, Session> newest = new HashMap<>();

  private record Address(Session session, int rank) {}

  /** Begins a session of a rank. */
  public synchronized Inbox open(Session session, int rank) {
    newest.merge(session.runId(), session, (old, now) -> now.isBefore(old) ? old : now);
    inboxes.keySet().removeIf(address -> isOver(address.session()));
    return inboxOf(session, rank);
  }

  /** Ends a session of a rank. */
  public synchronized void close(Session session, int rank) {
    inboxes.remove(new Address(session, rank));
  }

  /** Puts a message into its receiver's inbox, unless its session is over. */
  public void deliver(Envelope envelope, Parcel parcel) {
    Inbox inbox;
    synchronized (this) {
      if (isOver(envelope.session())) {
        parcel.close();
        return;
      }
      inbox = inboxOf(envelope.session(), envelope.to());
    }
    inbox.put(envelope.from(), envelope.topic(), parcel);
  }

  /** Tells all ranks of a session here that another one is lost. */
  public synchronized void lose(Session session, int from, String why) {
    inboxes.forEach(
        (address, inbox) -> {
          if (address.session().equals(session)) {
            inbox.lose(from, why);
          }
        });
  }

  private boolean isOver(Session session) {
    Session latest = newest.get(session.runId());
    return latest != null && session.isBefore(latest);
  }

  private Inbox inboxOf(Session session, int rank) {
    return inboxes.computeIfAbsent(new Address(session, rank), address -> new Inbox(rank));
  }
}
