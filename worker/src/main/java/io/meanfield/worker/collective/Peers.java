package io.meanfield.worker.collective;

import io.meanfield.worker.protocol.TrainingException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The ranks that run a round together, as one of them sees them. Used by the thread of that rank.
 */
public interface Peers {

  /** This one, from 0. */
  int rank();

  int numRanks();

  /** All but this one, those first that other ranks do not begin with. */
  default List<Integer> others() {
    return IntStream.range(1, numRanks()).mapToObj(i -> (rank() + i) % numRanks()).toList();
  }

  /** In which a rank runs: ranks of one process are lost together. */
  String processOf(int rank);

  /** What these ranks are together in. */
  Session session();

  /**
   * Begins to send and returns: what the content was made of may be changed then. If it cannot be
   * sent, that is thrown when something of that rank is awaited.
   */
  void send(int to, Topic topic, long[] numbers, Content content);

  /**
   * To be called now and then by a rank that computes for long: the others' patience with it begins
   * anew. Throws what ends this rank's work, if something does.
   */
  void stayInTouch();

  /**
   * Waits for a message.
   *
   * @throws TrainingException with code CLUSTER if the rank is lost or does not send in time
   * @throws PeerFailure if it gave up
   */
  Parcel receive(int from, Topic topic);
}
