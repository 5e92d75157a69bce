package io.meanfield.datasets.source;

import io.meanfield.datasets.source.ParquetType.Family;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a column is for, and which types can be that. */
enum ParquetUse {
  TEXT("text", EnumSet.of(Family.TEXT)),
  NAMES("names", EnumSet.allOf(Family.class)),
  NUMBERS("numbers", EnumSet.of(Family.NUMBER, Family.TEXT)),
  BOOLEANS("booleans", EnumSet.of(Family.BOOLEAN, Family.NUMBER, Family.TEXT)),
  DATES("dates", EnumSet.of(Family.TIME, Family.TEXT));

  private final String inWords;
  private final Set<Family> families;

  ParquetUse(String inWords, Set<Family> families) {
    this.inWords = inWords;
    this.families = families;
  }

  String inWords() {
    return inWords;
  }

  boolean takes(ParquetType type) {
    return families.contains(type.family());
  }

  /** The columns that are no image, and what each is for. */
  static Map<String, ParquetUse> of(Projection projection) {
    Map<String, ParquetUse> uses = new LinkedHashMap<>();
    Columns columns = projection.columns();
    if (!columns.text().isEmpty()) {
      uses.put(columns.text(), TEXT);
    }
    for (CellColumn cell : projection.cells()) {
      uses.put(
          cell.name(),
          switch (cell.kind()) {
            case NUMBER -> NUMBERS;
            case CATEGORY -> NAMES;
            case BOOLEAN -> BOOLEANS;
            case DATE -> DATES;
          });
    }
    if (projection.labelling() == Labelling.LABELLED) {
      columns.learnedNames().forEach(name -> uses.put(name, ofLearned(columns)));
    }
    if (!projection.key().isNone()) {
      uses.putIfAbsent(projection.key().name(), NAMES);
    }
    return uses;
  }

  private static ParquetUse ofLearned(Columns columns) {
    if (!columns.hasLabels()) {
      return TEXT;
    }
    return columns.hasClasses() ? NAMES : NUMBERS;
  }
}
