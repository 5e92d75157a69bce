package io.meanfield.worker;

import io.meanfield.worker.Reduction.Part;
import io.meanfield.worker.collective.Content;
import io.meanfield.worker.sync.AllReduce;
import io.meanfield.worker.sync.Stretch;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** How sums of gradients travel. Used by one thread. */
sealed interface GradientBytes permits GradientBytes.InFull, RoundedGradients {

  /**
   * @param numValues that there are, about
   */
  static GradientBytes of(AllReduce strategy, int numValues) {
    return strategy.rounds()
        ? new RoundedGradients(strategy.wire().codec(numValues))
        : new InFull();
  }

  /** Gives values, in place, what a receiver reads of them: all ranks then sum the same. */
  void round(float[] values, Stretch stretch);

  /** What is sent of a bucket. */
  Content content(float[] values, Stretch bucket);

  /** What was received of it. */
  Part part(ByteBuffer received);

  /** As they are. */
  final class InFull implements GradientBytes {
    @Override
    public void round(float[] values, Stretch stretch) {
      // they are read as they were sent
    }

    @Override
    public Content content(float[] values, Stretch bucket) {
      return Content.of(FloatBuffer.wrap(values, bucket.from(), bucket.length()));
    }

    @Override
    public Part part(ByteBuffer received) {
      return Part.of(received.asFloatBuffer());
    }
  }
}
