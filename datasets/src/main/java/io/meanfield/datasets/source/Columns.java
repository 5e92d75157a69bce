package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the columns of a table are for. The features are one text or several numbers, the label is
 * one name of a class or several numbers to predict.
 */
public record Columns(
    @JsonProperty(defaultValue = "''") String text,
    @JsonProperty(defaultValue = "[]") List<String> numbers,
    @JsonProperty(defaultValue = "''") String label,
    @JsonProperty(defaultValue = "[]") List<String> targets)
    implements Serializable {

  public Columns {
    numbers = List.copyOf(numbers);
    targets = List.copyOf(targets);
    requireOne("text", text, "numbers", numbers);
    requireOne("label", label, "targets", targets);
    HashSet<String> seen = new HashSet<>();
    for (String name : Stream.concat(names(text, numbers), names(label, targets)).toList()) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            "expected every column once, found %s twice".formatted(name));
      }
    }
  }

  boolean hasClasses() {
    return targets.isEmpty();
  }

  List<String> featureNames() {
    return names(text, numbers).toList();
  }

  List<String> labelNames() {
    return names(label, targets).toList();
  }

  private static Stream<String> names(String one, List<String> several) {
    return one.isEmpty() ? several.stream() : Stream.of(one);
  }

  private static void requireOne(
      String oneKey, String one, String severalKey, List<String> several) {
    if (one.isEmpty() == several.isEmpty()) {
      throw new IllegalArgumentException(
          "expected either %s or %s, found %s"
              .formatted(oneKey, severalKey, one.isEmpty() ? "neither" : "both"));
    }
  }
}
