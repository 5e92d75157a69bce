package io.meanfield.datasets.source;

import java.io.Serializable;

/**
 * Neighbouring row groups of a Parquet file.
 *
 * @param from the first, counted from 0
 * @param to the one after the last
 */
public record RowGroups(int from, int to) implements Serializable {
  static final RowGroups ALL = new RowGroups(0, Integer.MAX_VALUE);
}
