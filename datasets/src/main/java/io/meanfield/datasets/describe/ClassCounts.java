package io.meanfield.datasets.describe;

import io.meanfield.datasets.Part;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Examples by part and class. Used by one thread. */
final class ClassCounts implements LabelCounts {
  private static final long serialVersionUID = 1;

  private final long[][] counts; // [parts][classes]

  ClassCounts(int numClasses) {
    counts = new long[Part.values().length][numClasses];
  }

  @Override
  public void add(Part part, ByteBuffer encoded) {
    counts[part.ordinal()][encoded.getInt(encoded.position())]++;
  }

  @Override
  public void merge(LabelCounts other) {
    for (Part part : Part.values()) {
      long[] ofPart = counts[part.ordinal()];
      long[] theirs = ((ClassCounts) other).counts[part.ordinal()];
      Arrays.setAll(ofPart, i -> ofPart[i] + theirs[i]);
    }
  }

  @Override
  public LabelSummary.Classes finish() {
    return new LabelSummary.Classes(
        Arrays.stream(Part.values()).collect(Collectors.toMap(Function.identity(), this::ofPart)));
  }

  private List<Long> ofPart(Part part) {
    return Arrays.stream(counts[part.ordinal()]).boxed().toList();
  }
}
