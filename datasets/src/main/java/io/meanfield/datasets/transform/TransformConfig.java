package io.meanfield.datasets.transform;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/** Which transform to fit, and how. Immutable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ImageConfig.class, name = "image"),
  @JsonSubTypes.Type(value = TextConfig.class, name = "text"),
  @JsonSubTypes.Type(value = NumbersConfig.class, name = "numbers")
})
public interface TransformConfig extends Serializable {

  Fitting newFitting();
}
