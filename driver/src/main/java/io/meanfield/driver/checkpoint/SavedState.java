package io.meanfield.driver.checkpoint;

import io.meanfield.worker.protocol.SavedFile;
import java.util.List;

/**
 * A training state but for what the driver knows: the files of the executors' part, in the order of
 * replicas and slices.
 *
 * @param localSteps H if the run has chosen it itself, else 0
 */
public record SavedState(List<SavedFile> replicas, List<SavedFile> slices, int localSteps) {}
