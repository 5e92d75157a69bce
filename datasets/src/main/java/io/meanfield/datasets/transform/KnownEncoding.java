package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures;

/** Of examples whose encoding is known before one of them was seen. Immutable. */
public record KnownEncoding(Encoding finish) implements Fitting {

  @Override
  public void add(RawFeatures raw) {}

  @Override
  public void merge(Fitting other) {}
}
