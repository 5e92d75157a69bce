package io.meanfield.driver.round;

import io.meanfield.worker.protocol.RoundSpec;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at a round, and which replicas have arrived in it. Used by one thread. */
public final class RoundAttempt {
  private static final Logger LOG = LoggerFactory.getLogger(RoundAttempt.class);

  private final RoundKey key;
  private final RoundSpec round;
  private final Quorum quorum;
  private final SortedSet<Integer> arrived = new TreeSet<>();
  private long numExamples;
  private boolean isClosed;

  RoundAttempt(RoundKey key, RoundSpec round, Quorum quorum) {
    this.key = key;
    this.round = round;
    this.quorum = quorum;
  }

  /** What becomes of a replica's arrival. */
  public enum Reception {
    TAKEN,
    OF_ANOTHER_RUN,
    OF_ANOTHER_ROUND,
    OF_ANOTHER_ATTEMPT,
    TOO_LATE,
    TWICE,
    OF_NO_REPLICA
  }

  public RoundKey key() {
    return key;
  }

  public RoundSpec round() {
    return round;
  }

  /** Takes note of an arrival if it belongs here and is in time; else says what is wrong. */
  public Reception receive(Arrival arrival) {
    Reception reception = reception(arrival.key(), arrival.replica());
    if (reception == Reception.TAKEN) {
      arrived.add(arrival.replica());
      numExamples += arrival.numExamples();
    } else {
      LOG.debug("{}: refused {}: {}", key, arrival, reception);
    }
    return reception;
  }

  /** All replicas have arrived at once, because they work as one. */
  public void receiveAll(long examplesOfAll) {
    for (int replica = 0; replica < quorum.numReplicas(); replica++) {
      receive(new Arrival(key, replica, replica == 0 ? examplesOfAll : 0));
    }
  }

  /** Nobody is waited for any longer: whoever arrives from now on is too late. */
  public void close() {
    isClosed = true;
  }

  public boolean isComplete() {
    return arrived.size() == quorum.numReplicas();
  }

  /** Whether those that have arrived are enough, and have trained on something. */
  public boolean hasQuorum() {
    return arrived.size() >= quorum.needed() && numExamples > 0;
  }

  /** Those that have arrived, in order. */
  public List<Integer> arrived() {
    return List.copyOf(arrived);
  }

  /** Those that have not, in order. */
  public List<Integer> missing() {
    return IntStream.range(0, quorum.numReplicas())
        .filter(replica -> !arrived.contains(replica))
        .boxed()
        .toList();
  }

  private Reception reception(RoundKey sender, int replica) {
    if (!sender.run().equals(key.run())) {
      return Reception.OF_ANOTHER_RUN;
    }
    if (sender.round() != key.round()) {
      return Reception.OF_ANOTHER_ROUND;
    }
    if (sender.attempt() != key.attempt()) {
      return Reception.OF_ANOTHER_ATTEMPT;
    }
    if (isClosed) {
      return Reception.TOO_LATE;
    }
    if (replica < 0 || replica >= quorum.numReplicas()) {
      return Reception.OF_NO_REPLICA;
    }
    return arrived.contains(replica) ? Reception.TWICE : Reception.TAKEN;
  }
}
