package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How ratings lie in a file; see {@link RatingsSource}. */
record RatingsFormat(RatingSeparator separator, List<String> fields, List<String> header)
    implements TableFormat {

  @Override
  public Optional<RecordEnd> recordEnd() {
    return Optional.of(separator.recordEnd());
  }

  @Override
  public RawReader open(Storage storage, RawSplit split, Projection projection) throws IOException {
    String file = split.file();
    return LineReader.open(
        split,
        extent -> separator.records(Lines.open(storage, file, extent)),
        lines ->
            new RatingsParser(separator.splitter(), projection, layouts(file, lines, projection)));
  }

  /**
   * What the fields of a line may be.
   *
   * @throws DataException if a column is not there
   */
  private List<List<String>> layouts(String file, LineSource lines, Projection projection)
      throws IOException {
    if (!header.isEmpty()) {
      return List.of(
          named(file, DelimitedParser.header(file, lines, separator.splitter()), projection));
    }
    DelimitedParser.requireOnce(file, projection.names(), fields);
    List<List<String>> layouts = new ArrayList<>(List.of(fields));
    if (projection.labelling() == Labelling.UNLABELLED) {
      layouts.add(fields.stream().filter(projection.columns().cellNames()::contains).toList());
    }
    return layouts;
  }

  /** The columns of a file by our names. */
  private List<String> named(String file, List<String> found, Projection projection) {
    List<String> needed = projection.names().stream().map(this::inHeader).toList();
    DelimitedParser.requireOnce(file, needed, found);
    return found.stream().map(this::fromHeader).toList();
  }

  private String inHeader(String name) {
    return fields.contains(name) ? header.get(fields.indexOf(name)) : name;
  }

  /** A column that has the name of another field has none here. */
  private String fromHeader(String name) {
    if (header.contains(name)) {
      return fields.get(header.indexOf(name));
    }
    return fields.contains(name) ? "" : name;
  }
}
