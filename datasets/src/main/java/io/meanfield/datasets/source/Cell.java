package io.meanfield.datasets.source;

import java.time.LocalDateTime;

/** One value of a table's row, which may be missing. Immutable. */
public sealed interface Cell {

  /** What the values of a column are. */
  enum Kind {
    NUMBER,
    CATEGORY,
    BOOLEAN,
    DATE
  }

  /** What the value is, or would be if it were there. */
  Kind kind();

  /**
   * No value, or what stands for none.
   *
   * @param kind of the column
   */
  record Missing(Kind kind) implements Cell {}

  /** A finite number. */
  record Number(float value) implements Cell {
    public Number {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("expected a finite number, found " + value);
      }
    }

    @Override
    public Kind kind() {
      return Kind.NUMBER;
    }
  }

  /** One of several names. */
  record Category(String name) implements Cell {
    @Override
    public Kind kind() {
      return Kind.CATEGORY;
    }
  }

  record Truth(boolean value) implements Cell {
    @Override
    public Kind kind() {
      return Kind.BOOLEAN;
    }
  }

  /** A time as a clock and a calendar on the wall show it; a date alone is its midnight. */
  record Moment(LocalDateTime time) implements Cell {
    @Override
    public Kind kind() {
      return Kind.DATE;
    }
  }
}
