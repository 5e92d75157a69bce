package io.meanfield.datasets.ingest;

import io.meanfield.datasets.Labels;
import io.meanfield.datasets.source.ClassNames;
import io.meanfield.datasets.source.RawLabel;
import java.io.Serializable;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What labels the records of a source have. Used by one thread. */
final class LabelSurvey implements Serializable {
  private static final long serialVersionUID = 1;

  private final TreeSet<String> classNames = new TreeSet<>();
  private int numTargets;

  /**
   * @throws IllegalArgumentException if the label is of another kind or size than those before
   */
  void requireLike(RawLabel label) {
    if (label instanceof RawLabel.ClassName && numTargets > 0) {
      throw new IllegalArgumentException(
          "expected %d targets as before, found the name of a class".formatted(numTargets));
    }
    if (label instanceof RawLabel.Targets targets) {
      int found = targets.values().length;
      if (!classNames.isEmpty() || found == 0 || (numTargets > 0 && numTargets != found)) {
        throw new IllegalArgumentException(
            "expected %s as before, found %d targets"
                .formatted(classNames.isEmpty() ? "targets" : "the name of a class", found));
      }
    }
  }

  /**
   * @throws IllegalArgumentException if the label is of another kind or size than those before
   */
  void add(RawLabel label) {
    requireLike(label);
    if (label instanceof RawLabel.ClassName name) {
      classNames.add(name.name());
    } else if (label instanceof RawLabel.Targets targets) {
      numTargets = targets.values().length;
    }
  }

  /**
   * @throws IllegalArgumentException if the other's labels are of another kind or size
   */
  void merge(LabelSurvey other) {
    if (other.numTargets > 0) {
      add(new RawLabel.Targets(new float[other.numTargets]));
    }
    other.classNames.forEach(name -> add(new RawLabel.ClassName(name)));
  }

  /**
   * The labels by the names that the source gives them. If it gives none, targets are numbered, and
   * classes are in numerical order if all are whole numbers, else in the order of their code
   * points. Records without labels have none.
   */
  Labels finish(List<String> given) {
    if (numTargets > 0) {
      return new Labels.Targets(
          given.isEmpty()
              ? IntStream.rangeClosed(1, numTargets).mapToObj(i -> "target-" + i).toList()
              : given);
    }
    if (classNames.isEmpty() && given.isEmpty()) {
      return new Labels.None();
    }
    return new Labels.Classes(given.isEmpty() ? ClassNames.inOrder(classNames) : given);
  }
}
