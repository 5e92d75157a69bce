package io.meanfield.worker;

import io.meanfield.worker.protocol.ReplicaOutcome;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.Contribution;
import io.meanfield.worker.sync.DeltaCodec;
import io.meanfield.worker.sync.LocalSteps;
import io.meanfield.worker.sync.Slice;
import io.meanfield.worker.sync.SlicePlan;
import io.meanfield.worker.sync.SliceReducer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The in-memory twin of the Spark engine: the same rounds in one process. */
final class InMemoryRounds {
  private final RunSpec run;
  private final Hosting hosting;
  private final LocalSteps strategy;
  private final SlicePlan slices;
  private final SliceReducer reducer;
  private final UnaryOperator<Contribution> onTheWay;

  /** Where the replicas of a round run. */
  interface Hosting {
    /**
     * @return one outcome a replica, in the order of their numbers
     */
    List<ReplicaOutcome> run(RunSpec run, RoundSpec round, Standing standing) throws Exception;
  }

  /** Everything that is left of the rounds so far. */
  record Standing(
      long round,
      float[] parameters,
      List<ReplicaState> replicas,
      List<Slice> slices,
      List<ReplicaReport> reports) {

    /** Mean training loss of the latest round. */
    double loss() {
      return reports.stream().mapToDouble(ReplicaReport::lossSum).sum()
          / reports.stream().mapToLong(ReplicaReport::numExamples).sum();
    }
  }

  private InMemoryRounds(
      RunSpec run, Hosting hosting, int numSlices, UnaryOperator<Contribution> onTheWay) {
    this.run = run;
    this.hosting = hosting;
    this.strategy = (LocalSteps) run.sync();
    this.slices = new SlicePlan(run.layout().length(), numSlices);
    this.reducer = new SliceReducer(strategy, run.layout(), slices);
    this.onTheWay = onTheWay;
  }

  static InMemoryRounds of(RunSpec run) {
    return new InMemoryRounds(
        run, Hostings::oneAfterTheOther, run.training().replicas(), UnaryOperator.identity());
  }

  InMemoryRounds on(Hosting other) {
    return new InMemoryRounds(run, other, slices.numSlices(), onTheWay);
  }

  InMemoryRounds inSlices(int numSlices) {
    return new InMemoryRounds(run, hosting, numSlices, onTheWay);
  }

  /** Changes what replicas contribute, as a wrong implementation would. */
  InMemoryRounds changing(UnaryOperator<Contribution> change) {
    return new InMemoryRounds(run, hosting, slices.numSlices(), change);
  }

  Standing start(float[] parameters) {
    List<ReplicaState> replicas =
        IntStream.range(0, run.training().replicas()).mapToObj(i -> run.initialState(i)).toList();
    List<Slice> owned =
        IntStream.range(0, slices.numSlices())
            .mapToObj(s -> Slice.beginning(slices.cut(parameters, s), strategy.numStateVectors()))
            .toList();
    return new Standing(0, parameters.clone(), replicas, owned, List.of());
  }

  Standing run(Standing start, int numRounds) throws Exception {
    Standing standing = start;
    for (int i = 0; i < numRounds; i++) {
      standing = next(standing);
    }
    return standing;
  }

  Standing next(Standing standing) throws Exception {
    List<ReplicaOutcome> outcomes = hosting.run(run, round(run, standing.round()), standing);
    List<Slice> reduced = new ArrayList<>();
    float[] parameters = new float[slices.length()];
    for (int s = 0; s < slices.numSlices(); s++) {
      Slice slice = reducer.reduce(s, standing.slices().get(s), contributions(outcomes, s));
      System.arraycopy(slice.parameters(), 0, parameters, slices.from(s), slices.size(s));
      reduced.add(slice);
    }
    return new Standing(
        standing.round() + 1,
        parameters,
        outcomes.stream().map(ReplicaOutcome::state).toList(),
        reduced,
        outcomes.stream().map(outcome -> outcome.delta().report()).toList());
  }

  private List<Contribution> contributions(List<ReplicaOutcome> outcomes, int slice) {
    return outcomes.stream()
        .map(this::arrived)
        .map(onTheWay)
        .map(
            whole ->
                new Contribution(
                    whole.replica(), whole.numExamples(), slices.cut(whole.values(), slice)))
        .toList();
  }

  private Contribution arrived(ReplicaOutcome outcome) {
    DeltaCodec codec = new DeltaCodec(strategy.wire(), run.layout(), run.slicePlan());
    float[] whole = new float[slices.length()];
    for (int s = 0; s < run.slicePlan().numSlices(); s++) {
      float[] values = codec.decode(s, ByteBuffer.wrap(outcome.delta().slices().get(s)));
      System.arraycopy(values, 0, whole, run.slicePlan().from(s), values.length);
    }
    ReplicaReport report = outcome.delta().report();
    return new Contribution(report.replica(), report.numExamples(), whole);
  }

  long roundsPerEpoch() {
    return roundsPerEpoch(run);
  }

  private static long roundsPerEpoch(RunSpec run) {
    int numSteps = run.sync().stepsPerRound();
    return (run.stepPlan().stepsPerEpoch() + numSteps - 1) / numSteps;
  }

  /** The round of a run with this number, from 0. */
  static RoundSpec round(RunSpec run, long number) {
    int stepsPerRound = run.sync().stepsPerRound();
    long firstStep = number % roundsPerEpoch(run) * stepsPerRound;
    int numSteps = (int) Math.min(stepsPerRound, run.stepPlan().stepsPerEpoch() - firstStep);
    int epoch = (int) (number / roundsPerEpoch(run));
    return RoundSpec.ofSteps(number, epoch, firstStep, numSteps);
  }
}
