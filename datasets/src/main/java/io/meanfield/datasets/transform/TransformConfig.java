package io.meanfield.datasets.transform;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/** Which transform to fit, and how. Immutable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public interface TransformConfig extends Serializable {

  Fitting newFitting();
}
