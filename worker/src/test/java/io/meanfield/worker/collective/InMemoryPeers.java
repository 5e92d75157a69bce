package io.meanfield.worker.collective;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The twin of peers on a network: ranks of one process. Each is used by the thread of its rank. */
public final class InMemoryPeers implements Peers {
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(60), () -> {});

  private final List<Inbox> inboxes;
  private final Session session;
  private final int rank;
  private int sendsLeft = Integer.MAX_VALUE;

  private InMemoryPeers(List<Inbox> inboxes, Session session, int rank) {
    this.inboxes = inboxes;
    this.session = session;
    this.rank = rank;
  }

  /** As many as asked for, who know each other. */
  public static List<InMemoryPeers> group(Session session, int numRanks) {
    List<Inbox> inboxes = IntStream.range(0, numRanks).mapToObj(Inbox::new).toList();
    return IntStream.range(0, numRanks)
        .mapToObj(rank -> new InMemoryPeers(inboxes, session, rank))
        .toList();
  }

  /** Lets it send so many messages and be lost then. */
  public void dieAfter(int numSends) {
    sendsLeft = numSends;
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
  public String processOf(int whose) {
    return "process of rank " + whose;
  }

  @Override
  public Session session() {
    return session;
  }

  @Override
  public void send(int to, Topic topic, long[] numbers, Content content) {
    if (sendsLeft-- == 0) {
      throw new Death();
    }
    ByteBuffer bytes = ByteBuffer.allocate(content.numBytes()).order(ByteOrder.LITTLE_ENDIAN);
    content.writeTo(bytes);
    inboxes.get(to).put(rank, topic, new Parcel(numbers, bytes.rewind(), () -> {}));
  }

  @Override
  public void stayInTouch() {
    // nobody is impatient here
  }

  @Override
  public Parcel receive(int from, Topic topic) {
    return inboxes.get(rank).take(from, topic, PATIENCE);
  }

  /** What ends the thread of a rank that is lost. */
  public static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
