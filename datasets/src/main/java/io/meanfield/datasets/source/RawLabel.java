package io.meanfield.datasets.source;

/** The label of one record as the file has it. */
public sealed interface RawLabel {

  record ClassName(String name) implements RawLabel {}

  /** Of a record that has none and needs none. */
  record None() implements RawLabel {}

  record Targets(float[] values) implements RawLabel {}
}
