package io.meanfield.datasets.transform;

/** What becomes of the categories of a table. */
public enum CategoryForm {
  /** A number for each value, of which one is 1 and the others are 0. */
  ONE_HOT {
    @Override
    TableColumn column(String name, Categories values) {
      return new CategoryColumn(name, values);
    }
  },
  /** The number of the value, for models that learn a vector for each (embeddings). */
  EMBEDDING {
    @Override
    TableColumn column(String name, Categories values) {
      return new CategoryNumberColumn(name, values);
    }
  };

  /** The column that the values of the training part make. */
  abstract TableColumn column(String name, Categories values);
}
