package io.meanfield.zoo.kernel;

import io.meanfield.zoo.kernel.AttentionBlocks.Run;
import org.bytedeco.javacpp.indexer.FloatIndexer;

/** The dropout of one run's probabilities, which also stay as they were. Of one thread. */
final class DroppedRun implements Plans.Plan {
  private final AttentionBlocks blocks;
  private final Run run;
  private final Operation scaling;

  DroppedRun(AttentionProducts products, AttentionBlocks blocks, Run run, Dropout dropout) {
    this.blocks = blocks;
    this.run = run;
    this.scaling = dropout.isNone() ? null : products.scaling(dropout.scale(), blocks.shape(run));
  }

  /**
   * @param to where there is room for the run
   * @return where they are: where they were if none is dropped
   */
  long drop(Dropout dropout, long from, long to) {
    if (scaling == null) {
      return from;
    }
    scaling.run(from, to);
    dropOnly(dropout, to);
    return to;
  }

  /** Writes zeros where something is dropped. */
  void dropOnly(Dropout dropout, long place) {
    if (scaling != null) {
      FloatIndexer kept = Floats.at(place, blocks.length(run));
      blocks.visitDropped(run, dropout, i -> kept.put(i, 0));
    }
  }

  @Override
  public void close() {
    if (scaling != null) {
      scaling.close();
    }
  }
}
