package io.meanfield.datasets.source;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;

/** Files of many examples, all of one class. */
public record ClassFiles(String label, List<String> files) implements Serializable {

  public ClassFiles {
    if (label.isBlank()) {
      throw new IllegalArgumentException("expected the name of a class, found an empty text");
    }
    files = FileNames.requireSome("files", files);
  }

  /** The files of all classes, class by class. */
  static List<String> files(List<ClassFiles> classes) {
    return classes.stream().flatMap(one -> one.files.stream()).toList();
  }

  static List<ClassFiles> within(String folder, List<ClassFiles> classes) {
    return classes.stream()
        .map(one -> new ClassFiles(one.label, FileNames.within(folder, one.files)))
        .toList();
  }

  static List<String> labels(List<ClassFiles> classes) {
    return classes.stream().map(ClassFiles::label).toList();
  }

  /**
   * @throws IllegalArgumentException unless each class comes once
   */
  static void requireDistinct(List<ClassFiles> classes) {
    HashSet<String> seen = new HashSet<>();
    for (ClassFiles one : classes) {
      if (!seen.add(one.label)) {
        throw new IllegalArgumentException(
            "expected every class once, found %s twice: give all its files together"
                .formatted(one.label));
      }
    }
  }
}
