package io.meanfield.worker;

import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.worker.TrainStep.At;
import io.meanfield.worker.protocol.Phase;
import io.meanfield.worker.protocol.ReplicaDelta;
import io.meanfield.worker.protocol.ReplicaOutcome;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.Share;
import io.meanfield.worker.sync.DeltaCodec;
import io.meanfield.worker.sync.LocalSteps;
import io.meanfield.zoo.Network;
import io.meanfield.zoo.Tensors;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Runs rounds of one replica of a run: which one, and where it stands, comes with each round, so a
 * replica keeps nothing between rounds but memory worth reusing. Used by one thread at a time.
 */
public final class Replica implements Closeable {
  private final RunSpec run;
  private final Network network;
  private final BatchesAhead batches;
  private final FlatUpdater updater;
  private final LocalSteps strategy;
  private final DeltaCodec codec;

  public Replica(RunSpec run) {
    this.run = run;
    this.network = Network.create(run.network(), run.compute().precision());
    this.batches = new BatchesAhead(run);
    this.updater = new FlatUpdater(run.training(), run.layout(), run.totalSteps());
    this.strategy = (LocalSteps) run.sync();
    this.codec = new DeltaCodec(strategy.wire(), run.layout(), run.slicePlan());
  }

  /**
   * One round.
   *
   * @param start the parameters that every replica starts the round from; not changed
   * @param lookUp called before every step; what it throws ends the round
   */
  public ReplicaOutcome run(RoundSpec round, ReplicaState state, float[] start, Runnable lookUp)
      throws IOException {
    List<Moment> moments = moments(round, state.replica());
    batches.begin(round.epoch(), moments.stream().map(Moment::examples).toList());
    float[][] optimizer = copy(state.optimizer());
    network.setParameters(start);
    Stopwatch stopwatch = new Stopwatch(System::nanoTime);
    TrainStep trainStep = new TrainStep(network, updater, stopwatch);
    long numUpdates = state.numUpdates();
    long numExamples = 0;
    double lossSum = 0;
    for (Moment moment : moments) {
      lookUp.run();
      Range examples = moment.examples();
      if (examples.size() == 0) {
        continue;
      }
      Tensors batch = batches.read(examples);
      stopwatch.lap(Phase.READ);
      At at = new At(moment.stepOfRun(), ++numUpdates, moment.dropoutSeed());
      double loss = trainStep.run(batch, optimizer, at);
      lossSum += checked(loss, moment) * examples.size();
      numExamples += examples.size();
    }
    float[] residual = state.residual().clone();
    float[] deltas = difference(start, network.parameters());
    double norm = strategy.outlier() > 0 ? norm(deltas) : 0;
    // a delta without weight carries nothing: what it takes of the residual is not to be missed
    List<byte[]> slices = encode(deltas, numExamples > 0 ? residual : residual.clone());
    ReplicaReport report =
        new ReplicaReport(
            state.replica(),
            numExamples,
            lossSum,
            ComputeThreads.kernels(),
            stopwatch.times(),
            batches.padding());
    return new ReplicaOutcome(
        new ReplicaState(state.replica(), numUpdates, optimizer, residual),
        new ReplicaDelta(slices, norm, report));
  }

  private List<Moment> moments(RoundSpec round, int replica) {
    List<Moment> moments = new ArrayList<>();
    for (Share share : round.sharesOf(replica, run.training().replicas())) {
      for (long step = share.firstStep(); step < share.endStep(); step++) {
        moments.add(new Moment(run, round, step, share.replica()));
      }
    }
    return moments;
  }

  /** A loss that is no number ends the run, unless the delta that comes of it is left out. */
  private double checked(double loss, Moment moment) {
    return strategy.outlier() > 0 ? loss : moment.checked(loss);
  }

  private static double norm(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  private List<byte[]> encode(float[] deltas, float[] residual) {
    return IntStream.range(0, run.slicePlan().numSlices())
        .mapToObj(slice -> codec.encode(slice, deltas, residual))
        .toList();
  }

  private static float[][] copy(float[][] vectors) {
    return Arrays.stream(vectors).map(float[]::clone).toArray(float[][]::new);
  }

  /** Turns the end into start - end. */
  private static float[] difference(float[] start, float[] end) {
    for (int i = 0; i < end.length; i++) {
      end[i] = start[i] - end[i];
    }
    return end;
  }

  @Override
  public void close() throws IOException {
    batches.close();
  }
}
