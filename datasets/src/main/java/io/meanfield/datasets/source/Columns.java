package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the columns of a table are for. The features are one text, one image, or columns of numbers,
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
 * @param image the bytes of an image file; only tables that are not text have such columns
 * @param categories names, or numbers that are names
 * @param booleans true or false, yes or no, 1 or 0, t or f, y or n, in any case
 * @param dates of ISO 8601, such as 2024-05-31 or 2024-05-31T13:45
 * @param missing what stands for a missing value in numbers, categories, booleans and dates, apart
 *     from spaces around it; null of JSON always does. (The word null has quotes in YAML.)
 */
public record Columns(
    @JsonProperty(defaultValue = "''") String text,
    @JsonProperty(defaultValue = "''") String image,
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
    requireOneFeature(Stream.of(!text.isEmpty(), !image.isEmpty(), hasCells));
    requireOneLabel(!label.isEmpty(), !targets.isEmpty());
    requireDistinct(
        Stream.of(
                Stream.of(text, image, label).filter(name -> !name.isEmpty()),
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

  /** Throws unless the columns are of a table that is written as text. */
  void requireNoImage() {
    if (!image.isEmpty()) {
      throw new IllegalArgumentException(
          "expected no image in the columns of a table that is text, found %s: images are read from format parquet, spark and image-folder"
              .formatted(image));
    }
  }

  private static void requireOneFeature(Stream<Boolean> kinds) {
    long found = kinds.filter(isThere -> isThere).count();
    if (found != 1) {
      throw new IllegalArgumentException(
          "expected either text, image or numbers, categories, booleans or dates, found %s"
              .formatted(found == 0 ? "none of them" : "more than one of the three"));
    }
  }

  private static void requireOneLabel(boolean hasLabel, boolean hasTargets) {
    if (hasLabel == hasTargets) {
      throw new IllegalArgumentException(
          "expected either label or targets, found %s".formatted(hasLabel ? "both" : "neither"));
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
