package io.meanfield.datasets;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/** What the label of one example is: the right half of a data set's schema. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Labels.Classes.class, name = "classes"),
  @JsonSubTypes.Type(value = Labels.Targets.class, name = "targets"),
  @JsonSubTypes.Type(value = Labels.None.class, name = "none")
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

  /** None at all, as texts have for a language model; a batch has no labels. */
  record None() implements Labels {
    @Override
    public List<String> names() {
      return List.of();
    }
  }

  /**
   * Real numbers, which shards hold as they are; a batch is [batch, names.size()], scaled.
   *
   * @param scales [names.size()]
   */
  record Targets(List<String> names, List<TargetScale> scales) implements Labels {
    public Targets {
      names = List.copyOf(names);
      scales = List.copyOf(scales);
      if (scales.size() != names.size()) {
        throw new IllegalArgumentException(
            "expected %d scales of targets, found %d".formatted(names.size(), scales.size()));
      }
    }

    /** Targets that are not scaled. */
    public Targets(List<String> names) {
      this(names, Collections.nCopies(names.size(), TargetScale.NONE));
    }

    /**
     * Takes what a model gives, or a batch has, back to the targets' own units.
     *
     * @param rows [batch, names.size()], changed in place
     */
    public void unscale(float[] rows) {
      for (int i = 0; i < rows.length; i++) {
        rows[i] = scales.get(i % scales.size()).fromModel(rows[i]);
      }
    }
  }
}
