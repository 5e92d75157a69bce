package io.meanfield.worker.spark;

import io.meanfield.worker.collective.Inbox;
import io.meanfield.worker.collective.Message;
import io.meanfield.worker.collective.Parcel;
import io.meanfield.worker.collective.Peers;
import io.meanfield.worker.collective.Session;
import io.meanfield.worker.collective.Topic;
import java.time.Duration;
import java.util.List;

/** Peers on a network. Used by the thread of its rank. */
final class NetworkPeers implements Peers, AutoCloseable {
  private final PeerNetwork network;
  private final Session session;
  private final List<PeerAddress> addresses;
  private final int rank;
  private final Duration patience;
  private final Runnable lookUp;
  private final Inbox inbox;

  /**
   * @param addresses of all ranks, in order
   * @param lookUp called now and then while it waits; what it throws ends the wait
   */
  NetworkPeers(
      PeerNetwork network,
      Session session,
      List<PeerAddress> addresses,
      int rank,
      Duration patience,
      Runnable lookUp) {
    this.network = network;
    this.session = session;
    this.addresses = List.copyOf(addresses);
    this.rank = rank;
    this.patience = patience;
    this.lookUp = lookUp;
    this.inbox = network.mailroom().open(session, rank);
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public int numRanks() {
    return addresses.size();
  }

  @Override
  public void send(int to, Topic topic, Parcel parcel) {
    network.send(addresses.get(to), new Message(session, rank, to, topic, parcel));
  }

  @Override
  public Parcel receive(int from, Topic topic) {
    return inbox.take(from, topic, patience, lookUp);
  }

  /** Tells the others that this rank gives up. */
  void fail() {
    for (int to = 0; to < addresses.size(); to++) {
      if (to != rank) {
        send(to, Topic.failure(), Parcel.of());
      }
    }
  }

  @Override
  public void close() {
    network.mailroom().close(session, rank);
  }
}
