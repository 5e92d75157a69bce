package io.meanfield.datasets.transform;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.Cell;
import io.meanfield.datasets.source.RawFeatures;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Rows of a table as the numbers that its columns become, not scaled yet. */
record TableEncoding(List<TableColumn> columns) implements Encoding {

  TableEncoding {
    columns = List.copyOf(columns);
  }

  @Override
  public Features.Numbers features() {
    List<String> names = new ArrayList<>();
    List<Features.Category> categories = new ArrayList<>();
    for (TableColumn column : columns) {
      if (column instanceof CategoryNumberColumn category) {
        categories.add(new Features.Category(names.size(), category.values().size()));
      }
      names.addAll(column.names());
    }
    return new Features.Numbers(names, categories);
  }

  @Override
  public List<String> columnNames() {
    return columns.stream().map(TableColumn::name).toList();
  }

  /** [numbers] */
  List<Scaling> scalings() {
    return columns.stream().flatMap(column -> column.scalings().stream()).toList();
  }

  @Override
  public byte[] encode(RawFeatures raw) {
    List<Cell> cells = Kinds.cells(raw).values();
    Rows.requireKinds(columns.stream().map(TableColumn::kind).toList(), cells);
    int numNumbers = columns.stream().mapToInt(TableColumn::size).sum();
    ByteBuffer encoded =
        ByteBuffer.allocate(numNumbers * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer row = encoded.asFloatBuffer();
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).put(cells.get(i), row);
    }
    return encoded.array();
  }

  @Override
  public TableStatistics newStatistics() {
    return new TableStatistics(this);
  }
}
