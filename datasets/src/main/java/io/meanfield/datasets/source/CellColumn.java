package io.meanfield.datasets.source;

import java.io.Serializable;
import java.util.List;

/** A column of a table that makes features, and how its values are read. */
record CellColumn(String name, Cell.Kind kind) implements Serializable {
  private static final int MAX_NAME_CHARS = 256;

  static List<CellColumn> of(Cell.Kind kind, List<String> names) {
    return names.stream().map(name -> new CellColumn(name, kind)).toList();
  }

  /**
   * @param missing what stands for a missing value
   */
  Cell read(Row row, List<String> missing) throws BadRecordException {
    if (row.isMissing(name, missing)) {
      return new Cell.Missing(kind);
    }
    return switch (kind) {
      case NUMBER -> new Cell.Number(row.number(name));
      case CATEGORY -> new Cell.Category(category(row));
      case BOOLEAN -> new Cell.Truth(BooleanText.parse(name, row.name(name)));
      case DATE -> new Cell.Moment(row.time(name));
    };
  }

  private String category(Row row) throws BadRecordException {
    String category = NulFree.require(name, row.name(name)).strip();
    if (category.length() > MAX_NAME_CHARS) {
      throw new BadRecordException(
          "expected the name of a category, of at most %d characters, in %s, found %d characters: %s"
              .formatted(MAX_NAME_CHARS, name, category.length(), Excerpt.of(category)));
    }
    return category;
  }
}
