package io.meanfield.worker.spark;

import io.meanfield.worker.collective.Content;
import io.meanfield.worker.collective.Envelope;
import io.meanfield.worker.collective.Inbox;
import io.meanfield.worker.collective.Parcel;
import io.meanfield.worker.collective.Patience;
import io.meanfield.worker.collective.Peers;
import io.meanfield.worker.collective.Session;
import io.meanfield.worker.collective.Topic;
import java.time.Duration;
import java.util.List;

/** Peers on a network. Used by the thread of its rank. */
final class NetworkPeers implements Peers, AutoCloseable {
  private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(1);

  private final PeerNetwork network;
  private final Session session;
  private final Seat seat;
  private final Patience patience;
  private final Inbox inbox;
  private long lastSign = System.nanoTime();

  /**
   * Which rank it is among whom.
   *
   * @param addresses of all ranks, in order
   */
  record Seat(List<PeerAddress> addresses, int rank) {
    Seat {
      addresses = List.copyOf(addresses);
    }
  }

  NetworkPeers(PeerNetwork network, Session session, Seat seat, Patience patience) {
    this.network = network;
    this.session = session;
    this.seat = seat;
    this.patience = patience;
    this.inbox = network.mailroom().open(session, seat.rank());
  }

  @Override
  public int rank() {
    return seat.rank();
  }

  @Override
  public int numRanks() {
    return seat.addresses().size();
  }

  @Override
  public String processOf(int rank) {
    return seat.addresses().get(rank).toString();
  }

  @Override
  public Session session() {
    return session;
  }

  @Override
  public void send(int to, Topic topic, long[] numbers, Content content) {
    Envelope envelope = new Envelope(session, rank(), to, topic, numbers, content.numBytes());
    network.send(seat.addresses().get(to), envelope, content);
  }

  @Override
  public void stayInTouch() {
    patience.lookUp().run();
    if (System.nanoTime() - lastSign > BETWEEN_SIGNS.toNanos()) {
      tellOthers(Topic.alive());
      lastSign = System.nanoTime();
    }
  }

  @Override
  public Parcel receive(int from, Topic topic) {
    return inbox.take(from, topic, patience);
  }

  /** Tells the others that this rank gives up. */
  void fail() {
    tellOthers(Topic.failure());
  }

  private void tellOthers(Topic topic) {
    others().forEach(to -> send(to, topic, new long[0], Content.NONE));
  }

  @Override
  public void close() {
    network.mailroom().close(session, rank());
  }
}
