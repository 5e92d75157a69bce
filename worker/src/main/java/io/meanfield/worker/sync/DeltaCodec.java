package io.meanfield.worker.sync;

import io.meanfield.worker.sync.wire.Codec;
import io.meanfield.worker.sync.wire.F32;
import io.meanfield.worker.sync.wire.WireFormat;
import io.meanfield.zoo.ParameterLayout;
import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a replica sends to the owner of a slice: its deltas, or gradients, in the run's format and,
 * behind them, in full those of running statistics, of which there are few and whose variances have
 * to stay above zero. Used by one thread.
 */
public final class DeltaCodec {
  private static final List<Role> OPTIMIZED = List.of(Role.WEIGHT, Role.BIAS, Role.FROZEN);
  private static final List<Role> STATISTICS = List.of(Role.STATISTIC);

  private final ParameterLayout layout;
  private final SlicePlan slices;
  private final boolean hasErrorFeedback;
  private final Codec codec;
  private final Codec inFull;

  public DeltaCodec(WireFormat format, ParameterLayout layout, SlicePlan slices) {
    this.layout = layout;
    this.slices = slices;
    this.hasErrorFeedback = format.hasErrorFeedback();
    this.codec = format.codec(layout.length());
    this.inFull = new F32().codec(layout.length());
  }

  /** How many bytes all slices of a replica take. */
  public long numBytes() {
    long numBytes = 0;
    for (int slice = 0; slice < slices.numSlices(); slice++) {
      numBytes += numBytes(places(slice, OPTIMIZED), places(slice, STATISTICS));
    }
    return numBytes;
  }

  private int numBytes(Places optimized, Places statistics) {
    return Math.addExact(codec.numBytes(optimized.size()), inFull.numBytes(statistics.size()));
  }

  /**
   * The bytes of one slice.
   *
   * @param deltas of all parameters
   * @param residual of all parameters, that of this slice changed in place; not looked at in
   *     formats without error feedback
   */
  public byte[] encode(int slice, float[] deltas, float[] residual) {
    int start = slices.from(slice);
    Places optimized = places(slice, OPTIMIZED);
    Places statistics = places(slice, STATISTICS);
    ByteBuffer bytes = ByteBuffer.allocate(numBytes(optimized, statistics));
    FloatBuffer carried = hasErrorFeedback ? optimized.gather(residual, start) : Codec.NO_RESIDUAL;
    codec.encode(optimized.gather(deltas, start), carried, bytes);
    inFull.encode(statistics.gather(deltas, start), Codec.NO_RESIDUAL, bytes);
    optimized.scatter(carried, residual, start);
    return bytes.array();
  }

  /** What arrives of a slice, in an array of its own. */
  public float[] decode(int slice, ByteBuffer encoded) {
    float[] deltas = new float[slices.size(slice)];
    ByteBuffer bytes = encoded.duplicate();
    decode(codec, bytes, places(slice, OPTIMIZED), deltas);
    decode(inFull, bytes, places(slice, STATISTICS), deltas);
    return deltas;
  }

  private static void decode(Codec codec, ByteBuffer bytes, Places places, float[] deltas) {
    FloatBuffer values = places.gather(deltas, 0);
    codec.decode(bytes, values);
    places.scatter(values, deltas, 0);
  }

  private Places places(int slice, List<Role> roles) {
    int start = slices.from(slice);
    List<Stretch> stretches = new ArrayList<>();
    for (Segment s : layout.segments()) {
      int from = Math.max(start, s.offset()) - start;
      int to = Math.min(slices.to(slice), s.end()) - start;
      if (from < to && roles.contains(s.role())) {
        int last = stretches.size() - 1;
        if (last >= 0 && stretches.get(last).to() == from) {
          from = stretches.remove(last).from();
        }
        stretches.add(new Stretch(from, to));
      }
    }
    return new Places(stretches);
  }

  /** Where in a slice the values of some kind lie, in order. */
  private record Places(List<Stretch> stretches) {
    int size() {
      return stretches.stream().mapToInt(Stretch::length).sum();
    }

    /** The values one after the other: where they are if that is so there, else copied. */
    FloatBuffer gather(float[] vector, int start) {
      if (stretches.size() == 1) {
        return FloatBuffer.wrap(vector, start + stretches.get(0).from(), stretches.get(0).length());
      }
      FloatBuffer values = FloatBuffer.allocate(size());
      stretches.forEach(s -> values.put(vector, start + s.from(), s.length()));
      return values.flip();
    }

    /** Puts what was gathered back to where it came from. */
    void scatter(FloatBuffer values, float[] vector, int start) {
      if (values.hasRemaining() && values.array() != vector) {
        FloatBuffer left = values.duplicate();
        stretches.forEach(s -> left.get(vector, start + s.from(), s.length()));
      }
    }
  }
}
