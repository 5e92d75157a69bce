package io.meanfield.datasets.transform;

import io.meanfield.datasets.Labels;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.source.RawLabel;
import java.io.Serializable;

/**
 * What has to be known of the targets of training examples to scale them; nothing of classes.
 * Mergeable in a fixed order. Used by one thread.
 */
public final class TargetStatistics implements Serializable {
  private static final long serialVersionUID = 1;

  private final TargetScaling scaling;
  private final NumbersEncoding encoding;
  private final NumbersStatistics moments;

  public TargetStatistics(TargetScaling scaling, Labels labels) {
    this.scaling = scaling;
    this.encoding = new NumbersEncoding(labels.names());
    this.moments = new NumbersStatistics(encoding);
  }

  /**
   * @throws IllegalArgumentException if a target cannot be scaled
   */
  public void require(RawLabel label) {
    if (label instanceof RawLabel.Targets targets) {
      for (float target : targets.values()) {
        scaling.require(target);
      }
    }
  }

  /** Takes in the label of a training example. */
  public void add(RawLabel label) {
    if (label instanceof RawLabel.Targets targets) {
      moments.add(encoding.encode(new RawFeatures.Numbers(targets.values())));
    }
  }

  /** Takes in what other ones have seen, which comes after what these have seen. */
  public void merge(TargetStatistics later) {
    moments.merge(later.moments);
  }

  /** The labels with their scales. */
  public Labels finish(Labels labels) {
    return labels instanceof Labels.Targets targets
        ? new Labels.Targets(
            targets.names(), moments.finish().scales().stream().map(scaling::scale).toList())
        : labels;
  }
}
