package io.meanfield.datasets.source;

/** Whether the labels of the records are read. */
enum Labelling {
  LABELLED,
  UNLABELLED
}
