package io.meanfield.datasets.division;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.RawResult;
import io.meanfield.datasets.source.RawSplit;
import java.io.Serializable;

/**
 * Counts what decides on the parts, of all records that can be read and are not of the source's own
 * test part. What it finds depends neither on the order of merging nor on who counted what. Used by
 * one thread.
 */
public interface Census extends Serializable {

  /**
   * @param split that the record is of
   */
  void add(RawSplit split, RawResult.Good record);

  /** Takes in what another one has counted of other splits. */
  void merge(Census other);

  /**
   * @throws DataException if the records cannot be divided as asked for
   */
  PartAssignment finish();
}
