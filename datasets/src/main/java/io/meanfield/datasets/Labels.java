package io.meanfield.datasets;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.List;

/** What the label of one example is: the right half of a data set's schema. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Labels.Classes.class, name = "classes"),
  @JsonSubTypes.Type(value = Labels.Targets.class, name = "targets")
})
public sealed interface Labels extends Serializable {

  /** Names in the order of the model's outputs. */
  List<String> names();

  /** One of several classes; a batch is one-hot [batch, names.size()]. */
  record Classes(List<String> names) implements Labels {
    public Classes {
      names = List.copyOf(names);
    }
  }

  /** Real numbers; a batch is [batch, names.size()]. */
  record Targets(List<String> names) implements Labels {
    public Targets {
      names = List.copyOf(names);
    }
  }
}
