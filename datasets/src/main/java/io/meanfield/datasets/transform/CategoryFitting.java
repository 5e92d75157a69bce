package io.meanfield.datasets.transform;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each value of a category occurs. Used by one thread. */
final class CategoryFitting implements CellFitting {
  private static final long serialVersionUID = 1;

  /** Of the names that a category may have unless more are asked for, which bounds the memory. */
  static final int MAX_VALUES = 1 << 16;

  private static final Comparator<String> BY_CODE_POINTS =
      Comparator.comparing(value -> value.codePoints().toArray(), Arrays::compare);

  private final String column;
  private final int maxValues;
  private final Map<String, Long> counts = new HashMap<>();

  CategoryFitting(String column, TableConfig config) {
    this.column = column;
    this.maxValues = Math.max(MAX_VALUES, config.maxCategories());
  }

  /**
   * @throws DataException if there are too many values
   */
  @Override
  public void add(Cell cell) {
    add(((Cell.Category) cell).name(), 1);
  }

  /**
   * @throws DataException if there are too many values
   */
  @Override
  public void merge(CellFitting other) {
    ((CategoryFitting) other).counts.forEach(this::add);
  }

  /** The most frequent values first, the others last. */
  @Override
  public TableColumn finish(String name, TableConfig config) {
    List<String> values =
        new ArrayList<>(
            counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= config.minCount())
                .filter(entry -> !entry.getKey().equals(Categories.OTHER))
                .sorted(
                    Map.Entry.<String, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(BY_CODE_POINTS)))
                .limit(config.maxCategories())
                .map(Map.Entry::getKey)
                .toList());
    values.add(Categories.OTHER);
    return config.categories().column(name, new Categories(values));
  }

  private void add(String value, long count) {
    counts.merge(value, count, Long::sum);
    if (counts.size() > maxValues) {
      throw new DataException(
          "expected at most %d different values in the categories of %s, found more: leave the column out, give its values to fewer groups first, such as a hash of them, or raise max-categories to their number if there is memory for them"
              .formatted(maxValues, column));
    }
  }
}
