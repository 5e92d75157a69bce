package io.meanfield.datasets.transform;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.meanfield.datasets.source.Cell;
import java.io.Serializable;
import java.nio.FloatBuffer;
import java.util.List;

/** What a column of a table becomes: one number or several. Immutable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NumberColumn.class, name = "number"),
  @JsonSubTypes.Type(value = QuantileColumn.class, name = "quantile"),
  @JsonSubTypes.Type(value = BooleanColumn.class, name = "boolean"),
  @JsonSubTypes.Type(value = CategoryColumn.class, name = "category"),
  @JsonSubTypes.Type(value = CategoryNumberColumn.class, name = "category-number"),
  @JsonSubTypes.Type(value = DateColumn.class, name = "date"),
  @JsonSubTypes.Type(value = MarkedColumn.class, name = "marked")
})
sealed interface TableColumn extends Serializable
    permits NumberColumn,
        QuantileColumn,
        BooleanColumn,
        CategoryColumn,
        CategoryNumberColumn,
        DateColumn,
        MarkedColumn {

  /** Of the source. */
  String name();

  /** Of its cells. */
  Cell.Kind kind();

  /** How many numbers it becomes. */
  default int size() {
    return 1;
  }

  /** [size] */
  default List<String> names() {
    return List.of(name());
  }

  /** [size] */
  default List<Scaling> scalings() {
    return names().stream().map(name -> Scaling.NONE).toList();
  }

  /**
   * Puts its numbers.
   *
   * @param cell of its kind
   */
  void put(Cell cell, FloatBuffer row);

  /** Takes its numbers, and says the cell that they are of as far as they tell it. */
  String explain(FloatBuffer row);

  /** What becomes of its cells. */
  String inWords();

  /** The same column, which also says where a cell is missing. */
  default TableColumn marked() {
    return new MarkedColumn(this);
  }
}
