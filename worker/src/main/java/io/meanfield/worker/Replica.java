package io.meanfield.worker;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.plan.EpochOrder;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.worker.TrainStep.At;
import io.meanfield.worker.protocol.Phase;
import io.meanfield.worker.protocol.ReplicaOutcome;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.DeltaCodec;
import io.meanfield.worker.sync.LocalSteps;
import io.meanfield.zoo.Network;
import java.io.Closeable;
import java.io.IOException;
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
  private final BatchReader reader;
  private final FlatUpdater updater;
  private final DeltaCodec codec;

  public Replica(RunSpec run) {
    this.run = run;
    this.network = Network.create(run.network(), run.compute().precision());
    this.reader = run.data().open(Part.TRAIN);
    this.updater = new FlatUpdater(run.training(), run.layout(), run.totalSteps());
    LocalSteps strategy = (LocalSteps) run.sync();
    this.codec = new DeltaCodec(strategy.wire(), run.layout(), run.slicePlan());
  }

  /**
   * One round.
   *
   * @param start the parameters that every replica starts the round from; not changed
   */
  public ReplicaOutcome run(RoundSpec round, ReplicaState state, float[] start) throws IOException {
    Stopwatch stopwatch = new Stopwatch(System::nanoTime);
    TrainStep trainStep = new TrainStep(network, updater, stopwatch);
    EpochOrder order = run.data().order(run.seed(), round.epoch());
    float[][] optimizer = copy(state.optimizer());
    network.setParameters(start);
    long numUpdates = state.numUpdates();
    long numExamples = 0;
    double lossSum = 0;
    for (long step = round.firstStep(); step < round.endStep(); step++) {
      Moment moment = new Moment(run, round, step, state.replica());
      Range examples = moment.examples();
      if (examples.size() == 0) {
        continue;
      }
      Batch batch = reader.read(order, examples);
      stopwatch.lap(Phase.READ);
      At at = new At(run.stepOfRun(round, step), ++numUpdates, moment.dropoutSeed());
      double loss = trainStep.run(batch, optimizer, at);
      lossSum += moment.checked(loss) * examples.size();
      numExamples += examples.size();
    }
    float[] residual = state.residual().clone();
    float[] deltas = difference(start, network.parameters());
    // a delta without weight carries nothing: what it takes of the residual is not to be missed
    List<byte[]> delta = encode(deltas, numExamples > 0 ? residual : residual.clone());
    return new ReplicaOutcome(
        new ReplicaState(state.replica(), numUpdates, optimizer, residual),
        delta,
        new ReplicaReport(
            state.replica(), numExamples, lossSum, ComputeThreads.kernels(), stopwatch.times()));
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
    reader.close();
  }
}
