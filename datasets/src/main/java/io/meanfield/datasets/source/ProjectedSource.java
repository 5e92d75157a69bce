package io.meanfield.datasets.source;

import java.util.List;

/** A source of rows of which some columns are taken. */
interface ProjectedSource extends Source {

  Projection projection();

  /** The same rows, of which other columns are taken. */
  Source withProjection(Projection other);

  @Override
  default Source keyedBy(KeyColumn column) {
    return withProjection(projection().keyedBy(column));
  }

  @Override
  default boolean hasLabels() {
    return projection().columns().hasLabels();
  }

  @Override
  default boolean hasClasses() {
    return projection().columns().hasClasses();
  }

  @Override
  default List<String> featureNames() {
    return projection().columns().cellNames();
  }

  @Override
  default List<String> labelNames(List<RawSplit> splits) {
    return projection().columns().targets();
  }
}
