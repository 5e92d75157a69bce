package io.meanfield.worker.sync;

import io.meanfield.zoo.ParameterLayout;
import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.util.List;

/**
 * What the owner of a slice does at the end of a round: the weighted mean of the replicas' deltas,
 * then the outer step. Running statistics take the mean as it is, whatever the strategy.
 */
public final class SliceReducer {
  private static final LocalSteps AVERAGE = new Average(1);

  private final LocalSteps strategy;
  private final ParameterLayout layout;
  private final SlicePlan slices;

  public SliceReducer(LocalSteps strategy, ParameterLayout layout, SlicePlan slices) {
    this.strategy = strategy;
    this.layout = layout;
    this.slices = slices;
  }

  /**
   * @param slice its number
   * @param old the slice before the round; not changed
   * @param contributions one a replica in order: the deltas of this slice
   * @return the slice after the round
   */
  public Slice reduce(int slice, Slice old, List<Contribution> contributions) {
    Slice next = old.copy();
    float[] delta = FixedTree.weightedMean(contributions);
    int first = slices.from(slice);
    int end = slices.to(slice);
    for (Segment s : layout.segments()) {
      int from = Math.max(first, s.offset()) - first;
      int to = Math.min(end, s.end()) - first;
      if (from < to) {
        LocalSteps step = s.role() == Role.STATISTIC ? AVERAGE : strategy;
        step.outerStep(next, delta, from, to);
      }
    }
    return next;
  }
}
