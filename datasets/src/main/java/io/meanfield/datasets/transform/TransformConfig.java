package io.meanfield.datasets.transform;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.List;

/** Which transform to fit, and how. Immutable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ImageConfig.class, name = "image"),
  @JsonSubTypes.Type(value = TextConfig.class, name = "text"),
  @JsonSubTypes.Type(value = NumbersConfig.class, name = "numbers")
})
public interface TransformConfig extends Serializable {

  /**
   * @param columns names of the source's numeric features; empty if it has none or no names for
   *     them
   */
  Fitting newFitting(List<String> columns);
}
