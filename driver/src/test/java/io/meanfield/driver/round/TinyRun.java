package io.meanfield.driver.round;

import io.meanfield.datasets.plan.CounterHash;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.Share;
import io.meanfield.worker.sync.Contribution;
import io.meanfield.worker.sync.LocalSteps;
import io.meanfield.worker.sync.Slice;
import io.meanfield.worker.sync.SlicePlan;
import io.meanfield.worker.sync.SliceReducer;
import io.meanfield.zoo.ParameterLayout;
import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A run of a few parameters: the twin of what replicas compute, with momentum as their state, and
 * the real reduction of slices.
 */
record TinyRun(RoundPlan plan, LocalSteps strategy, long seed) {
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(
          List.of(
              new Segment("0", "W", 0, 5, Role.WEIGHT),
              new Segment("0", "mean", 5, 2, Role.STATISTIC)));
  private static final int MAX_STEPS_PER_ROUND = 3;

  /** What a replica makes of a round. */
  record Work(ReplicaState state, Contribution contribution, List<String> examples) {}

  /** What is committed of a round, and by whom. */
  record Step(RoundSpec round, List<Integer> arrived) {}

  int numReplicas() {
    return plan.steps().replicas();
  }

  SlicePlan slices() {
    return new SlicePlan(LAYOUT.length(), numReplicas());
  }

  /** H, which differs from round to round. */
  int stepsPerRound(Position position) {
    return 1
        + Math.floorMod(
            CounterHash.hash(seed, position.epoch(), position.step()), MAX_STEPS_PER_ROUND);
  }

  float[] initialParameters() {
    float[] initial = new float[LAYOUT.length()];
    for (int i = 0; i < initial.length; i++) {
      initial[i] = (float) CounterHash.uniform(seed, i) - 0.5f;
    }
    return initial;
  }

  List<ReplicaState> initialReplicas() {
    List<ReplicaState> initial = new ArrayList<>();
    for (int replica = 0; replica < numReplicas(); replica++) {
      initial.add(state(replica, 0, new float[LAYOUT.length()]));
    }
    return initial;
  }

  List<Slice> initialSlices() {
    List<Slice> initial = new ArrayList<>();
    for (int slice = 0; slice < slices().numSlices(); slice++) {
      float[] parameters = slices().cut(initialParameters(), slice);
      initial.add(Slice.beginning(parameters, strategy.numStateVectors()));
    }
    return initial;
  }

  float[] join(List<Slice> parts) {
    float[] whole = new float[LAYOUT.length()];
    for (int slice = 0; slice < parts.size(); slice++) {
      float[] part = parts.get(slice).parameters();
      System.arraycopy(part, 0, whole, slices().from(slice), part.length);
    }
    return whole;
  }

  /** A replica's round: every example bends the parameters another way. */
  Work work(RoundSpec round, ReplicaState before, float[] start) {
    float[] momentum = before.optimizer()[0].clone();
    float[] theta = start.clone();
    List<String> examples = new ArrayList<>();
    long numUpdates = before.numUpdates();
    for (Share share : round.sharesOf(before.replica(), numReplicas())) {
      for (int i = 0; i < share.numSteps(); i++) {
        Range range = plan.steps().range(share.firstStep() + i, share.replica());
        numUpdates += range.size() > 0 ? 1 : 0;
        for (long position = range.from(); position < range.to(); position++) {
          bend(theta, momentum, CounterHash.uniform(seed, round.epoch(), position));
          examples.add(round.epoch() + ":" + position);
        }
      }
    }
    for (int i = 0; i < theta.length; i++) {
      theta[i] = start[i] - theta[i];
    }
    return new Work(
        state(before.replica(), numUpdates, momentum),
        new Contribution(before.replica(), examples.size(), theta),
        examples);
  }

  private static ReplicaState state(int replica, long numUpdates, float[] momentum) {
    return new ReplicaState(replica, numUpdates, new float[][] {momentum}, new float[0]);
  }

  private static void bend(float[] theta, float[] momentum, double direction) {
    for (int i = 0; i < theta.length; i++) {
      float gradient = (float) StrictMath.sin(3 * theta[i] + 7 * direction + i);
      momentum[i] = 0.9f * momentum[i] + gradient;
      theta[i] -= 0.05f * momentum[i];
    }
  }

  /** The part of a whole contribution that belongs to a slice. */
  Contribution cut(Contribution whole, int slice) {
    return new Contribution(
        whole.replica(), whole.numExamples(), slices().cut(whole.values(), slice));
  }

  /**
   * A slice after a round.
   *
   * @param arrived deltas of this slice, in the order of replicas
   */
  Slice reduce(int slice, Slice old, List<Contribution> arrived) {
    Contribution[] all = new Contribution[numReplicas()];
    Arrays.setAll(all, i -> new Contribution(i, 0, new float[slices().size(slice)]));
    arrived.forEach(contribution -> all[contribution.replica()] = contribution);
    return new SliceReducer(strategy, LAYOUT, slices()).reduce(slice, old, List.of(all));
  }

  /** The parameters after these rounds, one after the other with nothing going wrong. */
  float[] replay(List<Step> steps) {
    List<ReplicaState> replicas = initialReplicas();
    List<Slice> owned = initialSlices();
    for (Step step : steps) {
      float[] start = join(owned);
      List<Contribution> deltas = new ArrayList<>();
      for (int replica : step.arrived()) {
        Work work = work(step.round(), replicas.get(replica), start);
        replicas.set(replica, work.state());
        deltas.add(work.contribution());
      }
      for (int i = 0; i < owned.size(); i++) {
        int slice = i;
        owned.set(
            i, reduce(i, owned.get(i), deltas.stream().map(whole -> cut(whole, slice)).toList()));
      }
    }
    return join(owned);
  }

  /** The rounds of a run that nothing happens to. */
  List<Step> undisturbed() {
    List<Integer> all = initialReplicas().stream().map(ReplicaState::replica).toList();
    List<Step> steps = new ArrayList<>();
    Position position = Position.beginning();
    while (!plan.isFinished(position)) {
      RoundSpec round = plan.next(position, stepsPerRound(position));
      steps.add(new Step(round, all));
      position = plan.after(position, round, List.of());
    }
    return steps;
  }
}
