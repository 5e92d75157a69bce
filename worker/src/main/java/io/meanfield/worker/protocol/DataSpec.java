package io.meanfield.worker.protocol;

import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.storage.Storage;
import java.io.Serializable;

/** A published data set and how to get at it from any process. */
public record DataSpec(Storage storage, String folder, Manifest manifest) implements Serializable {
}
