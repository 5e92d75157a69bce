package io.meanfield.worker.protocol;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.plan.StepPlan;
import io.meanfield.worker.ComputeConfig;
import io.meanfield.worker.TrainingConfig;
import io.meanfield.worker.sync.AllReduce;
import io.meanfield.worker.sync.LocalSteps;
import io.meanfield.worker.sync.Slice;
import io.meanfield.worker.sync.SlicePlan;
import io.meanfield.worker.sync.StepCount;
import io.meanfield.worker.sync.SyncStrategy;
import io.meanfield.zoo.NetworkDefinition;
import io.meanfield.zoo.ParameterLayout;
import java.io.Serializable;
import java.util.List;

/**
 * Everything about a run that stays the same from its first to its last round.
 *
 * @param runId tells it from every other run in this application
 * @param seed of the order of examples and of dropout
 */
public record RunSpec(
    String runId,
    long seed,
    NetworkDefinition network,
    ParameterLayout layout,
    DataSpec data,
    TrainingConfig training,
    SyncStrategy sync,
    ComputeConfig compute)
    implements Serializable {

  /** The same run with other words for how replicas agree. */
  public RunSpec with(SyncStrategy other) {
    return new RunSpec(runId, seed, network, layout, data, training, other, compute);
  }

  /** How steps are made that are exact. */
  public AllReduce exact() {
    if (sync instanceof AllReduce exact) {
      return exact;
    }
    throw new IllegalStateException("expected a strategy with exact steps, found " + sync);
  }

  public StepPlan stepPlan() {
    return new StepPlan(
        data.part(Part.TRAIN).numExamples(), training.replicas(), training.batchSize());
  }

  /** How the flat vector is cut: as many slices as there are replicas. */
  public SlicePlan slicePlan() {
    return new SlicePlan(layout.length(), training.replicas());
  }

  /** How many states of replicas there are between rounds: none where ranks share all. */
  public int numReplicaStates() {
    return sync instanceof LocalSteps || sync.wire().hasErrorFeedback() ? training.replicas() : 0;
  }

  /** What a replica begins with. */
  public ReplicaState initialState(int replica) {
    int numVectors = sync instanceof LocalSteps ? training.optimizer().numStateVectors() : 0;
    return new ReplicaState(
        replica,
        0,
        new float[numVectors][layout.length()],
        new float[sync.wire().hasErrorFeedback() ? layout.length() : 0]);
  }

  /**
   * What a replica begins its rounds with after exact steps.
   *
   * @param slices all of them, in any order, with the optimizer's state
   */
  public ReplicaState stateAfterExact(int replica, StepCount steps, List<SliceState> slices) {
    ReplicaState state = initialState(replica);
    for (SliceState slice : slices) {
      int from = slicePlan().from(slice.slice());
      float[][] vectors = slice.values().state();
      for (int i = 0; i < vectors.length; i++) {
        System.arraycopy(vectors[i], 0, state.optimizer()[i], from, vectors[i].length);
      }
    }
    return new ReplicaState(replica, steps.steps(), state.optimizer(), state.residual());
  }

  /** How many vectors the owner of a slice keeps beside its parameters. */
  public int numSliceVectors() {
    return sync instanceof LocalSteps local
        ? local.numStateVectors()
        : training.optimizer().numStateVectors();
  }

  /**
   * What the owner of a slice begins with.
   *
   * @param parameters of all slices
   */
  public SliceState initialSlice(int slice, float[] parameters) {
    return new SliceState(
        slice, Slice.beginning(slicePlan().cut(parameters, slice), numSliceVectors()));
  }

  /** A step of a round, counted from the beginning of the run. */
  public long stepOfRun(RoundSpec round, long step) {
    return round.epoch() * stepPlan().stepsPerEpoch() + step;
  }

  public long totalSteps() {
    return stepPlan().stepsPerEpoch() * training.epochs();
  }
}
