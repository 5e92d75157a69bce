package io.meanfield.worker;

import io.meanfield.worker.Reduction.Part;
import io.meanfield.worker.collective.Content;
import io.meanfield.worker.sync.DeltaCodec;
import io.meanfield.worker.sync.SlicePlan;
import io.meanfield.worker.sync.Stretch;
import io.meanfield.worker.sync.wire.WireFormat;
import io.meanfield.zoo.ParameterLayout;
import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Gradients of one replica each, slice by slice as deltas travel: what a message does not carry is
 * added to the replica's next gradient (EF-SGD, Karimireddy et al. 2019, algorithm 2, but that the
 * residual is of gradients: the learning rate comes later, with the owner's update).
 */
final class CompressedGradients implements GradientBytes {
  private final DeltaCodec codec;
  private final Map<Integer, float[]> residuals;
  private final List<Segment> frozen;
  private final Map<Integer, Integer> slices = new HashMap<>(); // by where they begin

  CompressedGradients(
      WireFormat format, ParameterLayout layout, SlicePlan plan, Map<Integer, float[]> residuals) {
    this.codec = new DeltaCodec(format, layout, plan);
    this.residuals = residuals;
    this.frozen = layout.segments().stream().filter(s -> s.role() == Role.FROZEN).toList();
    IntStream.range(0, plan.numSlices()).forEach(slice -> slices.put(plan.from(slice), slice));
  }

  /**
   * @param bucket a whole slice
   */
  @Override
  public Content encode(int replica, float[] values, Stretch bucket) {
    clearFrozen(values, bucket);
    int slice = slices.get(bucket.from());
    byte[] bytes = codec.encode(slice, values, residuals.get(replica));
    float[] read = codec.decode(slice, ByteBuffer.wrap(bytes));
    System.arraycopy(read, 0, values, bucket.from(), bucket.length());
    return Content.of(bytes);
  }

  /** What stands where nothing is trained means nothing, and would have a part in scales. */
  private void clearFrozen(float[] values, Stretch bucket) {
    for (Segment s : frozen) {
      int from = Math.max(s.offset(), bucket.from());
      int to = Math.min(s.end(), bucket.to());
      if (from < to) {
        Arrays.fill(values, from, to, 0);
      }
    }
  }

  @Override
  public Part part(Stretch bucket, ByteBuffer received) {
    return Part.of(codec.decode(slices.get(bucket.from()), received), 0);
  }
}
