package io.meanfield.datasets.transform;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** Which transform to fit, and how. Immutable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ImageConfig.class, name = "image"),
  @JsonSubTypes.Type(value = LogMelConfig.class, name = "log-mel"),
  @JsonSubTypes.Type(value = TextConfig.class, name = "text"),
  @JsonSubTypes.Type(value = TextPairConfig.class, name = "text-pair"),
  @JsonSubTypes.Type(value = NumbersConfig.class, name = "numbers"),
  @JsonSubTypes.Type(value = TableConfig.class, name = "table")
})
public interface TransformConfig extends Serializable {

  /**
   * The encoding, if nothing has to be seen of the data first. Runs on the driver.
   *
   * @param columns names of the source's numeric features; empty if it has none or no names for
   *     them
   * @param storage where files that the transform names are read
   * @throws io.meanfield.datasets.DataException if such a file is not there or not what it should
   *     be
   */
  Optional<Encoding> encoding(List<String> columns, Storage storage) throws IOException;

  /**
   * What is to be seen of the data first otherwise.
   *
   * @param columns names of the source's numeric features; empty if it has none or no names for
   *     them
   */
  Fitting newFitting(List<String> columns);

  /** What becomes of targets. */
  default TargetScaling targets() {
    return TargetScaling.NONE;
  }
}
