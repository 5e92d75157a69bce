package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawResult.Good;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a record of a rating. Used by one thread. */
final class RatingsParser implements LineParser {
  private final FieldSplitter splitter;
  private final Projection projection;
  private final List<Layout> layouts;

  /**
   * @param layouts names of the fields that a line may have, of different numbers of them
   */
  RatingsParser(FieldSplitter splitter, Projection projection, List<List<String>> layouts) {
    this.splitter = splitter;
    this.projection = projection;
    this.layouts =
        layouts.stream()
            .map(names -> new Layout(names, FieldRow.places(projection.names(), names)))
            .toList();
  }

  private record Layout(List<String> names, Map<String, Integer> places) {
    @Override
    public String toString() {
      return "%d fields (%s)".formatted(names.size(), String.join(", ", names));
    }
  }

  @Override
  public Optional<Good> parse(String text) throws BadRecordException {
    List<String> fields = splitter.split(text);
    FieldRow row = new FieldRow(fields, layoutOf(fields).places());
    for (String column : projection.columns().cellNames()) {
      if (row.text(column).isBlank()) {
        throw new BadRecordException(
            "expected a name in %s, found an empty text".formatted(column));
      }
    }
    if (projection.labelling() == Labelling.LABELLED) {
      requireNumber(fields);
    }
    return projection.record(row);
  }

  private Layout layoutOf(List<String> fields) throws BadRecordException {
    for (Layout layout : layouts) {
      if (layout.names().size() == fields.size()) {
        return layout;
      }
    }
    throw new BadRecordException(
        "expected %s, found %d: see separator and fields"
            .formatted(
                layouts.stream().map(Layout::toString).collect(Collectors.joining(" or ")),
                fields.size()));
  }

  /** A rating has one at least, the names in a header are none. */
  private static void requireNumber(List<String> fields) throws BadRecordException {
    if (fields.stream().allMatch(field -> DecimalText.find(field).isEmpty())) {
      throw new BadRecordException(
          "expected a rating, found no number in %s: if these are the names of the columns, tell them in header"
              .formatted(Excerpt.of(String.join(" ", fields))));
    }
  }
}
