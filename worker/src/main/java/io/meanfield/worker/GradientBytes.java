package io.meanfield.worker;

import io.meanfield.worker.Reduction.Part;
import io.meanfield.worker.collective.Content;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.Stretch;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;

/** How sums of gradients travel. Used by one thread. */
sealed interface GradientBytes permits GradientBytes.InFull, RoundedGradients, CompressedGradients {

  /**
   * @param residuals by replica, each of the flat vector's length and changed in place; empty in
   *     formats without error feedback
   */
  static GradientBytes of(RunSpec run, Map<Integer, float[]> residuals) {
    if (run.exact().wire().hasErrorFeedback()) {
      return new CompressedGradients(run.exact().wire(), run.layout(), run.slicePlan(), residuals);
    }
    return run.exact().rounds()
        ? new RoundedGradients(run.exact().wire().codec(run.layout().length()))
        : new InFull();
  }

  /**
   * Gives a bucket's values, in place, what a receiver reads of them: all ranks then sum the same.
   *
   * @param replica whose they are; the first of several where sums travel in full
   * @return what is sent of the bucket
   */
  Content encode(int replica, float[] values, Stretch bucket);

  /** What was received of a bucket. */
  Part part(Stretch bucket, ByteBuffer received);

  /** As they are. */
  final class InFull implements GradientBytes {
    @Override
    public Content encode(int replica, float[] values, Stretch bucket) {
      return Content.of(FloatBuffer.wrap(values, bucket.from(), bucket.length()));
    }

    @Override
    public Part part(Stretch bucket, ByteBuffer received) {
      return Part.of(received.asFloatBuffer());
    }
  }
}
