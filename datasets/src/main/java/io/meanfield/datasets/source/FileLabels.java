package io.meanfield.datasets.source;

import java.io.Serializable;
import java.util.Optional;

/** The label of an example that is a file of its own. */
@FunctionalInterface
interface FileLabels extends Serializable {
  FileLabels NONE = file -> Optional.empty();

  Optional<RawLabel> of(String file) throws BadRecordException;
}
