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

    /** Of a class among the examples of a part that has some. */
    public double share(Part part, int label) {
      List<Long> ofPart = counts.get(part);
      return (double) ofPart.get(label) / ofPart.stream().mapToLong(count -> count).sum();
    }
  }

  /** Of the targets as they are, not scaled. */
  record Targets(List<NumberSummary> columns) implements LabelSummary {
    public Targets {
      columns = List.copyOf(columns);
    }
  }
}
