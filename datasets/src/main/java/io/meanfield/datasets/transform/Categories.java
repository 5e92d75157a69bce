package io.meanfield.datasets.transform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.meanfield.datasets.source.Cell;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The values of a category and their places. Immutable; as JSON a list of texts. */
final class Categories implements Serializable {
  private static final long serialVersionUID = 1;

  static final String OTHER = "other";
  static final String MISSING = "missing";

  private static final int MAX_LISTED = 50;

  private final List<String> inOrder;
  private final Map<String, Integer> places = new HashMap<>();

  /**
   * @param inOrder each once; {@link #OTHER} is among them
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  Categories(List<String> inOrder) {
    this.inOrder = List.copyOf(inOrder);
    for (String value : this.inOrder) {
      if (places.put(value, places.size()) != null) {
        throw new IllegalArgumentException(
            "expected each category once, found \"%s\" twice".formatted(value));
      }
    }
    if (!places.containsKey(OTHER)) {
      throw new IllegalArgumentException(
          "expected \"%s\" among the categories, found %s".formatted(OTHER, inOrder));
    }
  }

  @JsonValue
  List<String> inOrder() {
    return inOrder;
  }

  /** All of them, or the first of many. */
  String inWords() {
    String listed = String.join(", ", inOrder.subList(0, Math.min(MAX_LISTED, size())));
    return size() <= MAX_LISTED ? listed : "%s, ... (%d values)".formatted(listed, size());
  }

  /** That of {@link #OTHER} for a value that is not among them. */
  private int place(String value) {
    return places.getOrDefault(value, places.get(OTHER));
  }

  /** That of the cell's value, or of {@link #MISSING}. */
  int place(Cell cell) {
    return place(cell instanceof Cell.Category category ? category.name() : MISSING);
  }

  /** The same with {@link #MISSING}, which is one of them already where a value is spelled so. */
  Categories withMissing() {
    return places.containsKey(MISSING)
        ? this
        : new Categories(Stream.concat(inOrder.stream(), Stream.of(MISSING)).toList());
  }

  int size() {
    return inOrder.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Categories categories && inOrder.equals(categories.inOrder);
  }

  @Override
  public int hashCode() {
    return inOrder.hashCode();
  }

  @Override
  public String toString() {
    return inOrder.toString();
  }
}
