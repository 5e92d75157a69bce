package io.meanfield.datasets.source;

import java.io.Serializable;
import java.util.List;

/** A column of a table that decides on the part of each row. */
public record KeyColumn(String name, Kind kind) implements Serializable {
  static final KeyColumn NONE = new KeyColumn("", Kind.GROUP);

  /** What the values of the column are. */
  public enum Kind {
    GROUP,
    /** Numbers or dates. */
    TIME
  }

  boolean isNone() {
    return name.isEmpty();
  }

  /**
   * @param missing what stands for a missing value, which makes a bad record
   */
  RawKey read(Row row, List<String> missing) throws BadRecordException {
    if (row.isMissing(name, missing)) {
      throw new BadRecordException(
          "expected a value in %s, by which records are split, found it missing".formatted(name));
    }
    String text = row.name(name).strip();
    if (kind == Kind.GROUP) {
      return new RawKey.Group(text);
    }
    try {
      return RawKey.Time.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadRecordException(
          "expected a number or a date such as 2024-05-31 in %s, found %s"
              .formatted(name, Excerpt.of(text)));
    }
  }
}
