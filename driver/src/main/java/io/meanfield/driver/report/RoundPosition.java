package io.meanfield.driver.report;

/**
 * How far a run is after a round.
 *
 * @param epoch number of the epoch the round belongs to, from 1
 * @param round number of rounds committed
 */
public record RoundPosition(int epoch, int numEpochs, long round, long numRounds) {
  public RoundPosition {
    if (epoch < 1 || epoch > numEpochs || round < 0 || round > numRounds) {
      throw new IllegalArgumentException(
          "expected an epoch of 1 to %d and a round of 0 to %d, found epoch %d and round %d"
              .formatted(numEpochs, numRounds, epoch, round));
    }
  }
}
