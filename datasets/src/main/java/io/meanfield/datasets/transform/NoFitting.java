package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures;

/** Of texts whose encoding is known before one of them was seen. Immutable. */
record NoFitting() implements Fitting {

  @Override
  public void add(RawFeatures raw) {
    Kinds.text(raw);
  }

  @Override
  public void merge(Fitting other) {}

  @Override
  public Encoding finish() {
    throw new IllegalStateException("nothing is learned of these texts: ask for their encoding");
  }
}
