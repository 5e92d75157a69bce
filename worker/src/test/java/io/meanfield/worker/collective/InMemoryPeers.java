package io.meanfield.worker.collective;

import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The twin of peers on a network: ranks of one process. Each is used by the thread of its rank. */
public final class InMemoryPeers implements Peers {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Inbox> inboxes;
  private final int rank;

  private InMemoryPeers(List<Inbox> inboxes, int rank) {
    this.inboxes = inboxes;
    this.rank = rank;
  }

  /** As many as asked for, who know each other. */
  public static List<InMemoryPeers> group(int numRanks) {
    List<Inbox> inboxes = IntStream.range(0, numRanks).mapToObj(Inbox::new).toList();
    return IntStream.range(0, numRanks).mapToObj(r -> new InMemoryPeers(inboxes, r)).toList();
  }

  /** Tells everybody that this rank is gone. */
  public void leave() {
    inboxes.forEach(inbox -> inbox.lose(rank, "it failed"));
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public int numRanks() {
    return inboxes.size();
  }

  @Override
  public void send(int to, Topic topic, Parcel parcel) {
    FloatBuffer copy = FloatBuffer.allocate(parcel.values().remaining());
    copy.put(parcel.values().duplicate()).flip();
    inboxes.get(to).put(rank, topic, new Parcel(parcel.numbers(), copy));
  }

  @Override
  public Parcel receive(int from, Topic topic) {
    return inboxes.get(rank).take(from, topic, PATIENCE, () -> {});
  }
}
