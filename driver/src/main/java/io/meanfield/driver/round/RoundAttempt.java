package io.meanfield.driver.round;

import io.meanfield.worker.protocol.RoundSpec;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
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
  private final SortedMap<Integer, Long> arrived = new TreeMap<>(); // how many examples
  private final SortedSet<Integer> leftOut = new TreeSet<>();
  private boolean isClosed;

  RoundAttempt(RoundKey key, RoundSpec round, Quorum quorum) {
    this.key = key;
    this.round = round;
    this.quorum = quorum;
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
      arrived.put(arrival.replica(), arrival.numExamples());
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

  /** Some that have arrived do not count, and what they were given is not made up either. */
  public void leaveOut(List<Integer> replicas) {
    if (!arrived().containsAll(replicas)) {
      throw new IllegalArgumentException(
          "expected to leave out some of %s in %s, found %s".formatted(arrived(), key, replicas));
    }
    leftOut.addAll(replicas);
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
    return arrived.size() >= quorum.needed() && numExamples() > 0;
  }

  /** Those that have arrived, in order. */
  public List<Integer> arrived() {
    return List.copyOf(arrived.keySet());
  }

  /** Those of them that count, in order. */
  public List<Integer> counted() {
    return arrived.keySet().stream().filter(replica -> !leftOut.contains(replica)).toList();
  }

  /** Those of them that do not, in order. */
  public List<Integer> leftOut() {
    return List.copyOf(leftOut);
  }

  /** Those that have not arrived, in order. */
  public List<Integer> missing() {
    return IntStream.range(0, quorum.numReplicas())
        .filter(replica -> !arrived.containsKey(replica))
        .boxed()
        .toList();
  }

  private long numExamples() {
    return counted().stream().mapToLong(arrived::get).sum();
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
    return arrived.containsKey(replica) ? Reception.TWICE : Reception.TAKEN;
  }
}
