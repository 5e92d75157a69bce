package io.meanfield.datasets.transform;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The columns of a table as scaled numbers; see {@link TableConfig}.
 *
 * @param scales [numbers], of all columns one after the other
 */
record Table(List<TableColumn> columns, List<Scale> scales) implements Transform {

  Table {
    columns = List.copyOf(columns);
    scales = Scale.require(columns.stream().mapToInt(TableColumn::size).sum(), scales);
  }

  @Override
  public TableEncoding encoding() {
    return new TableEncoding(columns);
  }

  @Override
  public void decode(ByteBuffer encoded, FloatBuffer features, FloatBuffer mask) {
    int source = encoded.position();
    for (int i = 0; i < scales.size(); i++) {
      features.put(scales.get(i).apply(encoded.getFloat(source + i * Float.BYTES)));
    }
  }

  /** The cells of the source, as far as numbers tell them. */
  @Override
  public Explained.Row explain(ByteBuffer encoded) {
    FloatBuffer row = encoded.duplicate().order(encoded.order()).asFloatBuffer();
    return new Explained.Row(
        columns.stream().map(TableColumn::name).toList(),
        columns.stream().map(column -> column.explain(row)).toList());
  }

  @Override
  public List<String> inWords() {
    return columns.stream().map(column -> column.name() + ": " + column.inWords()).toList();
  }
}
