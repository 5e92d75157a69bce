package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawResult.Good;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes from the row of a table what the columns are for. */
record Projection(Columns columns, List<CellColumn> cells, Labelling labelling, KeyColumn key)
    implements Serializable {

  static Projection of(Columns columns, Labelling labelling) {
    return new Projection(columns, columns.cells(), labelling, KeyColumn.NONE);
  }

  Projection keyedBy(KeyColumn column) {
    return new Projection(columns, cells, labelling, column);
  }

  /** The columns that every row must have. */
  List<String> names() {
    List<String> names = new ArrayList<>(columns.cellNames());
    Stream.of(columns.text(), columns.image()).filter(name -> !name.isEmpty()).forEach(names::add);
    if (labelling == Labelling.LABELLED) {
      names.addAll(columns.learnedNames());
    }
    if (!key.isNone() && !names.contains(key.name())) {
      names.add(key.name());
    }
    return names;
  }

  /** Empty if the row is no record. */
  Optional<Good> record(Row row) throws BadRecordException {
    Optional<? extends RawFeatures> features = features(row);
    return features.isEmpty() ? Optional.empty() : Optional.of(record(features.get(), row));
  }

  /** A record of features that are made of columns that this does not know. */
  Good record(RawFeatures features, Row row) throws BadRecordException {
    return new Good(
        features,
        labelling == Labelling.LABELLED ? Optional.of(label(row)) : Optional.empty(),
        key.isNone() ? Optional.empty() : Optional.of(key.read(row, columns.missing())));
  }

  private Optional<? extends RawFeatures> features(Row row) throws BadRecordException {
    if (!columns.translation().isEmpty()) {
      ParallelColumns pair = new ParallelColumns(columns.text(), columns.translation());
      return labelling == Labelling.LABELLED ? pair.translated(row) : pair.untranslated(row);
    }
    if (!columns.text().isEmpty()) {
      String text = NulFree.require(columns.text(), row.text(columns.text()));
      return Optional.of(new RawFeatures.Text(text));
    }
    List<Cell> values = new ArrayList<>(cells.size());
    for (CellColumn column : cells) {
      values.add(column.read(row, columns.missing()));
    }
    return Optional.of(new RawFeatures.Cells(values));
  }

  private RawLabel label(Row row) throws BadRecordException {
    if (!columns.hasLabels()) {
      return new RawLabel.None();
    }
    if (columns.label().isEmpty()) {
      return new RawLabel.Targets(targets(row));
    }
    String name = NulFree.require(columns.label(), row.name(columns.label())).strip();
    if (name.isEmpty()) {
      throw new BadRecordException(
          "expected a label in %s, found an empty text".formatted(columns.label()));
    }
    return new RawLabel.ClassName(name);
  }

  private float[] targets(Row row) throws BadRecordException {
    float[] targets = new float[columns.targets().size()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = row.number(columns.targets().get(i));
    }
    return targets;
  }
}
