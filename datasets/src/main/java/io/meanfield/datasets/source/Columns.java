package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the columns of a table are for. The features are one text, one image, or columns of numbers,
 * categories, booleans and dates in this order; the label is one name of a class, several numbers
 * to predict, or none where a text has its translation beside it.
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
 * @param translation of the text, to be learned by a model that translates
 * @param image the bytes of an image file; only tables that are not text have such columns
 * @param categories names, or numbers that are names
 * @param booleans true or false, yes or no, 1 or 0, t or f, y or n, in any case
 * @param dates of ISO 8601, such as 2024-05-31 or 2024-05-31T13:45
 * @param missing what stands for a missing value in numbers, categories, booleans and dates, apart
 *     from spaces around it; null of JSON always does. (The word null has quotes in YAML.)
 */
public record Columns(
    @JsonProperty(defaultValue = "''") String text,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonProperty(defaultValue = "''")
        String translation,
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
    translation = Objects.requireNonNullElse(translation, ""); // JSON leaves it out
    numbers = List.copyOf(numbers);
    categories = List.copyOf(categories);
    booleans = List.copyOf(booleans);
    dates = List.copyOf(dates);
    targets = List.copyOf(targets);
    missing = missing.stream().map(String::strip).toList();
    boolean hasCells =
        Stream.of(numbers, categories, booleans, dates).anyMatch(names -> !names.isEmpty());
    if (text.isEmpty() && !translation.isEmpty()) {
      throw new IllegalArgumentException(
          "expected text beside the translation %s, found none: name the column that it translates"
              .formatted(translation));
    }
    requireOne(
        "text, image or numbers, categories, booleans or dates",
        Stream.of(!text.isEmpty(), !image.isEmpty(), hasCells));
    requireOne(
        "label, targets or translation",
        Stream.of(!label.isEmpty(), !targets.isEmpty(), !translation.isEmpty()));
    requireDistinct(
        Stream.of(
                Stream.of(text, translation, image, label).filter(name -> !name.isEmpty()),
                numbers.stream(),
                categories.stream(),
                booleans.stream(),
                dates.stream(),
                targets.stream())
            .flatMap(names -> names)
            .toList());
  }

  boolean hasLabels() {
    return translation.isEmpty();
  }

  boolean hasClasses() {
    return !label.isEmpty();
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

  /** What a model learns to tell: the label, the targets or the translation. */
  List<String> learnedNames() {
    return targets.isEmpty() ? List.of(label.isEmpty() ? translation : label) : targets;
  }

  /** Throws unless the columns are of a table that is written as text. */
  void requireNoImage() {
    if (!image.isEmpty()) {
      throw new IllegalArgumentException(
          "expected no image in the columns of a table that is text, found %s: images are read from format parquet, spark and image-folder"
              .formatted(image));
    }
  }

  private static void requireOne(String three, Stream<Boolean> areThere) {
    long found = areThere.filter(isThere -> isThere).count();
    if (found != 1) {
      throw new IllegalArgumentException(
          "expected either %s, found %s"
              .formatted(three, found == 0 ? "none of them" : "more than one of the three"));
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
