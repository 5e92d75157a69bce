package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.RawResult.Good;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records of fields in the order of a header. */
final class DelimitedParser implements LineParser {
  private final FieldSplitter splitter;
  private final Projection projection;
  private final Map<String, Integer> places;
  private final int numColumns;

  private DelimitedParser(FieldSplitter splitter, Projection projection, List<String> header) {
    this.splitter = splitter;
    this.projection = projection;
    this.numColumns = header.size();
    this.places = FieldRow.places(projection.names(), header);
  }

  /**
   * @throws DataException if the first line of the file is no header with the columns
   */
  static DelimitedParser start(
      String file, LineSource lines, FieldSplitter splitter, Projection projection)
      throws IOException {
    List<String> header = header(file, lines, splitter);
    requireOnce(file, projection.names(), header);
    return new DelimitedParser(splitter, projection, header);
  }

  /**
   * @throws DataException unless a header has each of the names once
   */
  static void requireOnce(String file, List<String> names, List<String> header) {
    for (String name : names) {
      switch (Collections.frequency(header, name)) {
        case 0 -> throw new DataException(file + ": " + MissingColumn.message(name, header));
        case 1 -> {}
        default ->
            throw new DataException(
                "%s: expected one column %s, found several of this name; rename all but one"
                    .formatted(file, name));
      }
    }
  }

  /** The names in the first line of a file. */
  static List<String> header(String file, LineSource lines, FieldSplitter splitter)
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
  public Optional<Good> parse(String text) throws BadRecordException {
    List<String> fields = splitter.split(text);
    if (fields.size() != numColumns) {
      throw new BadRecordException(
          "expected %d fields as in the header, found %d".formatted(numColumns, fields.size()));
    }
    return projection.record(new FieldRow(fields, places));
  }
}
