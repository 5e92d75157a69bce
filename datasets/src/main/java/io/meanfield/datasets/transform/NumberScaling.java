package io.meanfield.datasets.transform;

/** What becomes of the numbers of a table. */
public enum NumberScaling {
  /** Mean 0 and standard deviation 1. */
  STANDARDISE {
    @Override
    TableColumn column(String name, ValueCounts counts) {
      return new NumberColumn(name, counts.median(), Scaling.STANDARDISE);
    }
  },
  /** By their rank among the numbers of the training part, from -1 to 1; see {@link Quantiles}. */
  QUANTILE {
    @Override
    TableColumn column(String name, ValueCounts counts) {
      return new QuantileColumn(name, counts.median(), counts.quantiles(Quantiles.MAX_KNOTS));
    }
  },
  /** From 0, the smallest of the training part, to 1, the largest. */
  MIN_MAX {
    @Override
    TableColumn column(String name, ValueCounts counts) {
      return new NumberColumn(name, counts.median(), Scaling.MIN_MAX);
    }
  },
  /** As they are. */
  NONE {
    @Override
    TableColumn column(String name, ValueCounts counts) {
      return new NumberColumn(name, counts.median(), Scaling.NONE);
    }
  };

  /** The column that the numbers of the training part make. */
  abstract TableColumn column(String name, ValueCounts counts);
}
