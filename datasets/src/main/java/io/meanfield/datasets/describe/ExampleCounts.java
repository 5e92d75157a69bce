package io.meanfield.datasets.describe;

import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import java.io.Serializable;
import java.nio.ByteBuffer;

/** Counts of some examples, to be merged in any order. Used by one thread. */
public final class ExampleCounts implements Serializable {
  private static final long serialVersionUID = 1;

  private final FeatureCounts features;
  private final LabelCounts labels;

  /** Of no example yet. */
  public ExampleCounts(Manifest manifest) {
    features = FeatureCounts.of(manifest.features());
    labels = LabelCounts.of(manifest.labels());
  }

  /** Counts an example as shards hold it. */
  public void add(Part part, ByteBuffer encodedFeatures, ByteBuffer encodedLabel) {
    features.add(encodedFeatures);
    labels.add(part, encodedLabel);
  }

  /** Takes in those of the same data set. */
  public void merge(ExampleCounts other) {
    features.merge(other.features);
    labels.merge(other.labels);
  }

  public FeatureSummary features() {
    return features.finish();
  }

  public LabelSummary labels() {
    return labels.finish();
  }
}
