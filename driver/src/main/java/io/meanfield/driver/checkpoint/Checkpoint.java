package io.meanfield.driver.checkpoint;

import io.meanfield.driver.evaluate.EarlyStopping;
import io.meanfield.driver.round.Position;
import io.meanfield.worker.protocol.PhaseTimes;
import io.meanfield.worker.protocol.SavedFile;

/**
 * A run between two rounds as its folder holds it: {@code checkpoint.json} is this record, and all
 * other files are named in it with their SHA-256.
 *
 * @param formatVersion of this record
 * @param position what comes next
 * @param configurationSha256 of the run's effective configuration
 * @param datasetSha256 of the data set's manifest
 * @param state what replicas and slice owners keep
 * @param best the best evaluation so far
 * @param bestParameters the parameters then; null unless the run may stop early
 * @param numExamples that replicas have processed
 * @param times where the run's time went so far
 */
public record Checkpoint(
    int formatVersion,
    Position position,
    String configurationSha256,
    String datasetSha256,
    SavedState state,
    EarlyStopping.Best best,
    SavedFile bestParameters,
    long numExamples,
    PhaseTimes times) {
  /** The format this version of Meanfield writes and reads. */
  public static final int FORMAT_VERSION = 2;
}
