package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.ArffFields.Field;
import io.meanfield.datasets.source.RawResult.Good;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records of values in the order of the attributes. */
final class ArffParser implements LineParser {
  static final char COMMENT = '%';

  private final Projection projection;
  private final ArffHeader header;
  private final Map<String, Integer> places = new HashMap<>();

  private ArffParser(Projection projection, ArffHeader header) {
    this.projection = projection;
    this.header = header;
    projection.names().forEach(name -> places.put(name, header.names().indexOf(name)));
  }

  /**
   * @throws DataException if the lines start with no header, or with one that lacks a column
   */
  static ArffParser start(String file, LineSource lines, Projection projection) throws IOException {
    ArffHeader header = ArffHeader.read(file, lines);
    for (String name : projection.names()) {
      if (!header.names().contains(name)) {
        throw new DataException(file + ": " + MissingColumn.message(name, header.names()));
      }
    }
    return new ArffParser(projection, header);
  }

  @Override
  public Optional<Good> parse(String text) throws BadRecordException {
    if (text.stripLeading().startsWith("{")) {
      throw new BadRecordException(
          "expected a row with all values, found a sparse one: write it out, Weka's SparseToNonSparse does it");
    }
    List<Field> fields = ArffFields.split(text);
    if (fields.size() != header.names().size()) {
      throw new BadRecordException(
          "expected %d values as in the header, found %d"
              .formatted(header.names().size(), fields.size()));
    }
    return projection.record(new FieldRow(fields));
  }

  private final class FieldRow implements Row {
    private final List<Field> fields;

    FieldRow(List<Field> fields) {
      this.fields = fields;
    }

    @Override
    public boolean isMissing(String column, List<String> missing) {
      Field field = fields.get(places.get(column));
      return field.isMissing() || missing.contains(field.text().strip());
    }

    @Override
    public String text(String column) throws BadRecordException {
      int place = places.get(column);
      Field field = fields.get(place);
      if (field.isMissing()) {
        throw new BadRecordException(
            "expected a value in %s, found %s".formatted(column, ArffFields.MISSING));
      }
      return header.types().get(place).read(column, field.text());
    }

    @Override
    public String name(String column) throws BadRecordException {
      return text(column);
    }

    @Override
    public float number(String column) throws BadRecordException {
      return DecimalText.parse(column, text(column));
    }
  }
}
