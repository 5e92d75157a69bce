package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.RawResult.Good;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records of fields in the order of a header. */
final class DelimitedParser implements LineParser {
  private final FieldSplitter splitter;
  private final Projection projection;
  private final Map<String, Integer> places = new HashMap<>();
  private final int numColumns;

  private DelimitedParser(FieldSplitter splitter, Projection projection, List<String> header) {
    this.splitter = splitter;
    this.projection = projection;
    this.numColumns = header.size();
    projection.names().forEach(name -> places.put(name, header.indexOf(name)));
  }

  /**
   * @throws DataException if the first line of the file is no header with the columns
   */
  static DelimitedParser start(
      String file, LineSource lines, FieldSplitter splitter, Projection projection)
      throws IOException {
    List<String> header = header(file, lines, splitter);
    for (String name : projection.names()) {
      switch (Collections.frequency(header, name)) {
        case 0 -> throw new DataException(file + ": " + MissingColumn.message(name, header));
        case 1 -> {}
        default ->
            throw new DataException(
                "%s: expected one column %s, found several of this name; rename all but one"
                    .formatted(file, name));
      }
    }
    return new DelimitedParser(splitter, projection, header);
  }

  private static List<String> header(String file, LineSource lines, FieldSplitter splitter)
      throws IOException {
    Optional<Line> line = lines.nextNonEmpty();
    if (line.isEmpty()) {
      throw new DataException(
          "expected a line with the names of the columns in %s, found no line; fetch the data again"
              .formatted(file));
    }
    try {
      return splitter.split(line.get().text()).stream().map(String::strip).toList();
    } catch (BadRecordException e) {
      throw new DataException(
          "%s, line %d: expected the names of the columns, but %s; correct the file"
              .formatted(file, line.get().number(), e.getMessage()),
          e);
    }
  }

  @Override
  public Good parse(String text) throws BadRecordException {
    List<String> fields = splitter.split(text);
    if (fields.size() != numColumns) {
      throw new BadRecordException(
          "expected %d fields as in the header, found %d".formatted(numColumns, fields.size()));
    }
    return projection.record(new FieldRow(fields));
  }

  private final class FieldRow implements Row {
    private final List<String> fields;

    FieldRow(List<String> fields) {
      this.fields = fields;
    }

    @Override
    public boolean isMissing(String column, List<String> missing) {
      return missing.contains(text(column).strip());
    }

    @Override
    public String text(String column) {
      return fields.get(places.get(column));
    }

    @Override
    public String name(String column) {
      return text(column);
    }

    @Override
    public float number(String column) throws BadRecordException {
      return DecimalText.parse(column, text(column));
    }
  }
}
