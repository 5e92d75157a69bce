package io.meanfield.worker;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.worker.protocol.ScoreSpec;
import io.meanfield.worker.protocol.StepTally;
import io.meanfield.worker.protocol.Tally;
import io.meanfield.zoo.Head;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.Network;
import io.meanfield.zoo.OutputShape;
import io.meanfield.zoo.Tensors;
import java.io.Closeable;
import java.io.IOException;

/** Scores a network on a part of a data set. Used by one thread at a time. */
public final class Scorer implements Closeable {
  private static final int BATCH_SIZE = 256;

  /** For networks that answer at every step, whose outputs would take too much memory else. */
  private static final long MAX_OUTPUTS = 1 << 22;

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
    int batchSize = batchSize();
    for (long from = rows.from(); from < rows.to(); from += batchSize) {
      Batch batch = reader.read(new Range(from, Math.min(rows.to(), from + batchSize)));
      Tensors tensors = BatchTensors.of(batch, network.definition());
      float[] outputs = network.output(tensors).data().asFloat();
      float[] labels = labels(tensors);
      if (spec.data().dataset().manifest().labels() instanceof Labels.Targets targets
          && !isOfSteps()) {
        targets.unscale(outputs);
        targets.unscale(labels);
      }
      tally.add(outputs, labels);
    }
    return tally;
  }

  private int batchSize() {
    long outputsOfExample = (long) maxSteps() * spec.network().output().size();
    return isOfSteps()
        ? (int) Math.max(1, Math.min(BATCH_SIZE, MAX_OUTPUTS / outputsOfExample))
        : BATCH_SIZE;
  }

  private int maxSteps() {
    if (spec.network().input() instanceof InputShape.Pair pair) {
      return pair.maxTargetTokens();
    }
    return spec.network().input() instanceof InputShape.Sequence texts ? texts.maxTokens() : 1;
  }

  private boolean isOfSteps() {
    return spec.network().output().head() == Head.TOKENS;
  }

  private float[] labels(Tensors tensors) {
    float[] labels = tensors.labels().data().asFloat();
    if (isOfSteps() && tensors.mask() != null) {
      float[] mask = tensors.maskOfLabels().data().asFloat();
      for (int i = 0; i < labels.length; i++) {
        labels[i] = mask[i] == 0 ? StepTally.NONE : labels[i];
      }
    }
    return labels;
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
