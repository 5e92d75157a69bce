package io.meanfield.worker.protocol;

import io.meanfield.worker.sync.Slice;
import io.meanfield.worker.sync.SlicePlan;
import java.io.Serializable;
import java.util.List;

/** One slice of the parameters and their state after a round, at its owner. */
public record SliceState(int slice, Slice values) implements Serializable {

  /** The whole parameters, of all slices in any order. */
  public static float[] join(List<SliceState> parts, SlicePlan plan) {
    float[] whole = new float[plan.length()];
    for (SliceState part : parts) {
      float[] values = part.values().parameters();
      System.arraycopy(values, 0, whole, plan.from(part.slice()), values.length);
    }
    return whole;
  }

  /** The same parameters with a state that begins. */
  public SliceState beginning(int numStateVectors) {
    return new SliceState(slice, Slice.beginning(values.parameters(), numStateVectors));
  }

  /** What the driver needs of it: the rest stays where it is. */
  public SliceState parametersAlone() {
    return beginning(0);
  }
}
