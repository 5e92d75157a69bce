package io.meanfield.worker.spark;

import io.meanfield.worker.sync.RankPlan;
import org.apache.spark.Partitioner;

/** A partition a rank: its slices, which are the keys. */
public final class RankPartitioner extends Partitioner {
  private static final long serialVersionUID = 1;
  private final RankPlan plan;

  public RankPartitioner(RankPlan plan) {
    this.plan = plan;
  }

  @Override
  public int numPartitions() {
    return plan.numRanks();
  }

  @Override
  public int getPartition(Object slice) {
    return plan.rankOf((Integer) slice);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RankPartitioner that && plan.equals(that.plan);
  }

  @Override
  public int hashCode() {
    return plan.hashCode();
  }
}
