package io.meanfield.worker.sync;

import io.meanfield.worker.sync.SyncStrategy.OuterVectors;
import io.meanfield.zoo.ParameterLayout;
import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.util.List;

/**
 * What the owner of a slice does at the end of a round: the weighted mean of the replicas' deltas,
 * then the outer step. Running statistics take the mean as it is, whatever the strategy.
 */
public final class SliceReducer {
  private final SyncStrategy strategy;
  private final ParameterLayout layout;
  private final SlicePlan slices;

  public SliceReducer(SyncStrategy strategy, ParameterLayout layout, SlicePlan slices) {
    this.strategy = strategy;
    this.layout = layout;
    this.slices = slices;
  }

  /**
   * @param slice its number
   * @param old parameters and velocity of the slice before the round; not changed
   * @param contributions one a replica in order: the deltas of this slice
   * @return parameters and velocity after the round
   */
  public Slice reduce(int slice, Slice old, List<Contribution> contributions) {
    Slice next = new Slice(old.parameters().clone(), old.velocity().clone());
    OuterVectors vectors =
        new OuterVectors(next.parameters(), FixedTree.weightedMean(contributions), next.velocity());
    int first = slices.from(slice);
    int end = slices.to(slice);
    for (Segment s : layout.segments()) {
      int from = Math.max(first, s.offset()) - first;
      int to = Math.min(end, s.offset() + s.length()) - first;
      if (from < to) {
        SyncStrategy step = s.role() == Role.STATISTIC ? AVERAGE : strategy;
        step.outerStep(vectors, from, to);
      }
    }
    return next;
  }

  private static final SyncStrategy AVERAGE = new Average(1);

  /**
   * A slice of the outer state.
   *
   * @param velocity empty unless the strategy has one
   */
  public record Slice(float[] parameters, float[] velocity) implements java.io.Serializable {}
}
