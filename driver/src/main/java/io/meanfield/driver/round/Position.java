package io.meanfield.driver.round;

import io.meanfield.worker.protocol.Share;
import java.util.List;

/**
 * Where a run stands between two rounds, and so what comes next; part of its checkpoints.
 *
 * @param epoch the one that the next round belongs to, from 0; the number of epochs at the end
 * @param step the next one within the epoch, from 0; the number of steps if there is only to make
 *     up
 * @param rounds how many are committed, which is also the version of the parameters
 * @param missed what committed rounds of this epoch went without, in the order in which they did
 */
public record Position(int epoch, long step, long rounds, List<Share> missed) {
  public Position {
    missed = List.copyOf(missed);
    if (epoch < 0 || step < 0 || rounds < 0) {
      throw new IllegalArgumentException(
          "expected epoch, step and rounds of at least 0, found %d, %d and %d"
              .formatted(epoch, step, rounds));
    }
  }

  public static Position beginning() {
    return new Position(0, 0, 0, List.of());
  }
}
