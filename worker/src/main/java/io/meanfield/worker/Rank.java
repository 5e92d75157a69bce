package io.meanfield.worker;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.worker.collective.Peers;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.sync.Slice;
import io.meanfield.zoo.Network;
import java.io.Closeable;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs rounds of exact training as one rank of several: it computes the gradients of some replicas
 * and owns the slices of the same numbers. It keeps nothing between rounds but memory worth
 * reusing. Used by one thread at a time.
 */
public final class Rank implements Closeable {
  private final RunSpec run;
  private final Network network;
  private final BatchReader reader;
  private final FlatUpdater updater;

  public Rank(RunSpec run) {
    this.run = run;
    this.network = Network.create(run.network(), run.compute().precision());
    this.reader = run.data().open(Part.TRAIN);
    this.updater = new FlatUpdater(run.training(), run.layout(), run.totalSteps());
  }

  /**
   * One round, together with all other ranks.
   *
   * @param owned the slices of this rank before the round, in order; not changed
   * @param start the parameters that every rank starts the round from; not changed
   * @return the same slices after the round, the first of them with the report of this rank's
   *     replicas under the number of the first
   */
  public List<SliceState> run(RoundSpec round, List<SliceState> owned, float[] start, Peers peers) {
    Stopwatch stopwatch = new Stopwatch(System::nanoTime);
    Exchange exchange = new Exchange(peers, run.slicePlan(), run.layout());
    LocalGradients gradients = new LocalGradients(run, round, network, reader, stopwatch);
    ExactStep exactStep = new ExactStep(gradients, exchange, updater, stopwatch);
    network.setParameters(start);
    FloatBuffer parameters = network.parameterMemory();
    List<float[][]> states = owned.stream().map(slice -> slice.values().copy().state()).toList();
    for (long step = round.firstStep(); step < round.endStep(); step++) {
      exactStep.run(parameters, states, step, run.stepOfRun(round, step));
    }
    ReplicaReport report =
        new ReplicaReport(
            owned.get(0).slice(),
            gradients.numExamples(),
            gradients.lossSum(),
            ComputeThreads.kernels(),
            stopwatch.times());
    return after(owned, states, network.parameters(), report);
  }

  private List<SliceState> after(
      List<SliceState> before, List<float[][]> states, float[] parameters, ReplicaReport report) {
    List<SliceState> after = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      int number = before.get(i).slice();
      Slice slice = new Slice(run.slicePlan().cut(parameters, number), states.get(i));
      after.add(new SliceState(number, slice, i == 0 ? List.of(report) : List.of()));
    }
    return after;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
