package io.meanfield.worker;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.worker.protocol.ScoreSpec;
import io.meanfield.worker.protocol.Tally;
import io.meanfield.zoo.Network;
import io.meanfield.zoo.OutputShape;
import io.meanfield.zoo.Tensors;
import java.io.Closeable;
import java.io.IOException;

/** Scores a network on a part of a data set. Used by one thread at a time. */
public final class Scorer implements Closeable {
  private static final int BATCH_SIZE = 256;

  private final ScoreSpec spec;
  private final Network network;
  private final BatchReader reader;

  public Scorer(ScoreSpec spec) {
    this.spec = spec;
    this.network = Network.create(spec.network());
    this.reader = spec.data().open(spec.part());
  }

  /** The tally of some rows with the given parameters. */
  public Tally score(float[] parameters, Range rows) throws IOException {
    network.setParameters(parameters);
    Tally tally = emptyTally();
    for (long from = rows.from(); from < rows.to(); from += BATCH_SIZE) {
      Batch batch = reader.read(new Range(from, Math.min(rows.to(), from + BATCH_SIZE)));
      Tensors tensors = BatchTensors.of(batch);
      float[] outputs = network.output(tensors).data().asFloat();
      tally.add(outputs, tensors.labels().data().asFloat());
    }
    return tally;
  }

  /** A tally of what the network's outputs mean. */
  private Tally emptyTally() {
    OutputShape output = spec.network().output();
    return Tally.Kind.of(output.head()).empty(output.size());
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
