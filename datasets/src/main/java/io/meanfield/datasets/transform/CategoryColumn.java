package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.Cell;
import java.nio.FloatBuffer;
import java.util.List;

/** A 1 in the place of the value, among zeros. */
record CategoryColumn(String name, Categories values) implements TableColumn {

  @Override
  public Cell.Kind kind() {
    return Cell.Kind.CATEGORY;
  }

  @Override
  public int size() {
    return values.size();
  }

  @Override
  public List<String> names() {
    return values.inOrder().stream().map(value -> name + "=" + value).toList();
  }

  @Override
  public void put(Cell cell, FloatBuffer row) {
    int place = values.place(cell);
    for (int i = 0; i < values.size(); i++) {
      row.put(i == place ? 1 : 0);
    }
  }

  /** A missing value is one of its values, as one that is spelled so is. */
  @Override
  public CategoryColumn marked() {
    return new CategoryColumn(name, values.withMissing());
  }

  @Override
  public String explain(FloatBuffer row) {
    int hot = 0;
    for (int i = 0; i < values.size(); i++) {
      hot = row.get() == 1 ? i : hot;
    }
    return values.inOrder().get(hot);
  }

  @Override
  public String inWords() {
    return "a category, a 1 in the place of one of %s".formatted(values.inWords());
  }
}
