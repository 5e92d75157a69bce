package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the columns of a table are for. The features are one text, or columns of numbers,
 * categories, booleans and dates in this order; the label is one name of a class or several numbers
 * to predict.
 *
 * <pre>
 * columns:
 *   numbers: [area, rooms]
 *   categories: [quarter, heating]
 *   booleans: [garage]
 *   dates: [built]
 *   targets: [price]
 *   missing: ["", NA, "?"]
 * </pre>
 *
 * @param categories names, or numbers that are names
 * @param booleans true or false, yes or no, 1 or 0, t or f, y or n, in any case
 * @param dates of ISO 8601, such as 2024-05-31 or 2024-05-31T13:45
 * @param missing what stands for a missing value in numbers, categories, booleans and dates, apart
 *     from spaces around it; null of JSON always does. (The word null has quotes in YAML.)
 */
public record Columns(
    @JsonProperty(defaultValue = "''") String text,
    @JsonProperty(defaultValue = "[]") List<String> numbers,
    @JsonProperty(defaultValue = "[]") List<String> categories,
    @JsonProperty(defaultValue = "[]") List<String> booleans,
    @JsonProperty(defaultValue = "[]") List<String> dates,
    @JsonProperty(defaultValue = "''") String label,
    @JsonProperty(defaultValue = "[]") List<String> targets,
    @JsonProperty(defaultValue = "['', NA, N/A, NaN, 'null']") List<String> missing)
    implements Serializable {

  public Columns {
    numbers = List.copyOf(numbers);
    categories = List.copyOf(categories);
    booleans = List.copyOf(booleans);
    dates = List.copyOf(dates);
    targets = List.copyOf(targets);
    missing = missing.stream().map(String::strip).toList();
    boolean hasCells =
        Stream.of(numbers, categories, booleans, dates).anyMatch(names -> !names.isEmpty());
    requireOne("text", text, "numbers, categories, booleans or dates", hasCells);
    requireOne("label", label, "targets", !targets.isEmpty());
    requireDistinct(
        Stream.of(
                Stream.of(text, label).filter(name -> !name.isEmpty()),
                numbers.stream(),
                categories.stream(),
                booleans.stream(),
                dates.stream(),
                targets.stream())
            .flatMap(names -> names)
            .toList());
  }

  boolean hasClasses() {
    return targets.isEmpty();
  }

  /** The columns of features that are not text, in their order. */
  List<CellColumn> cells() {
    return Stream.of(
            CellColumn.of(Cell.Kind.NUMBER, numbers),
            CellColumn.of(Cell.Kind.CATEGORY, categories),
            CellColumn.of(Cell.Kind.BOOLEAN, booleans),
            CellColumn.of(Cell.Kind.DATE, dates))
        .flatMap(List::stream)
        .toList();
  }

  List<String> cellNames() {
    return cells().stream().map(CellColumn::name).toList();
  }

  List<String> labelNames() {
    return label.isEmpty() ? targets : List.of(label);
  }

  private static void requireOne(
      String oneKey, String one, String severalKeys, boolean hasSeveral) {
    if (one.isEmpty() != hasSeveral) {
      throw new IllegalArgumentException(
          "expected either %s or %s, found %s"
              .formatted(oneKey, severalKeys, hasSeveral ? "both" : "neither"));
    }
  }

  private static void requireDistinct(List<String> names) {
    HashSet<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            "expected every column once, found %s twice".formatted(name));
      }
    }
  }
}
