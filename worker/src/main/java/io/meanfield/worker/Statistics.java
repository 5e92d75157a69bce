package io.meanfield.worker;

import io.meanfield.worker.sync.Stretch;
import io.meanfield.zoo.ParameterLayout;
import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.util.List;

/** Where running statistics lie: their "gradients" are no sums over losses, but are averaged. */
final class Statistics {
  private final List<Segment> segments;

  Statistics(ParameterLayout layout) {
    this.segments = layout.segments().stream().filter(s -> s.role() == Role.STATISTIC).toList();
  }

  /** Multiplies the statistics among a stretch of all gradients. */
  void multiply(float[] gradients, Stretch stretch, long weight) {
    for (Segment s : segments) {
      int end = Math.min(s.end(), stretch.to());
      for (int i = Math.max(s.offset(), stretch.from()); i < end; i++) {
        gradients[i] *= weight;
      }
    }
  }

  /**
   * Divides the statistics among the gradients of a stretch.
   *
   * @param offset of the first element in the flat vector
   */
  void divide(float[] gradients, int offset, Stretch stretch, long weight) {
    for (Segment s : segments) {
      int end = Math.min(s.end(), stretch.to());
      for (int i = Math.max(s.offset(), stretch.from()); i < end; i++) {
        gradients[i - offset] /= weight;
      }
    }
  }
}
