package io.meanfield.driver.checkpoint;

import io.meanfield.worker.protocol.SavedFile;
import java.util.List;

/** The files of the executors' part of a training state, in the order of replicas and slices. */
public record SavedState(List<SavedFile> replicas, List<SavedFile> slices) {}
