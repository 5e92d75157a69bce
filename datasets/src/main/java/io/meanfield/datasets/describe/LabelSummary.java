package io.meanfield.datasets.describe;

import io.meanfield.datasets.Part;
import java.util.List;
import java.util.Map;

/** Statistics of labels. */
public sealed interface LabelSummary {

  /**
   * How many examples each class has.
   *
   * @param counts [classes] of each part
   */
  record Classes(Map<Part, List<Long>> counts) implements LabelSummary {
    public Classes {
      counts = Map.copyOf(counts);
    }
  }

  /** Of the targets as they are, not scaled. */
  record Targets(List<NumberSummary> columns) implements LabelSummary {
    public Targets {
      columns = List.copyOf(columns);
    }
  }
}
