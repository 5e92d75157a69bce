package io.meanfield.worker;

import io.meanfield.worker.sync.Slice;
import java.util.List;

/**
 * The state of consecutive slices at one time.
 *
 * @param step how many steps of the run are done
 * @param counts of the round's steps so far, over all replicas
 * @param parameters of all these slices, one behind the other
 * @param state the optimizer's vectors, of the same length
 */
record Version(long step, Counts counts, float[] parameters, float[][] state) {

  /** At the beginning of a round. */
  static Version of(long step, List<Slice> slices) {
    int length = slices.stream().mapToInt(slice -> slice.parameters().length).sum();
    Version joined = empty(step, length, slices.get(0).state().length);
    int offset = 0;
    for (Slice slice : slices) {
      int size = slice.parameters().length;
      for (int vector = 0; vector < joined.numVectors(); vector++) {
        float[] from = vector == 0 ? slice.parameters() : slice.state()[vector - 1];
        System.arraycopy(from, 0, joined.vector(vector), offset, size);
      }
      offset += size;
    }
    return joined;
  }

  /** With nothing but zeros in it. */
  static Version empty(long step, int length, int numStateVectors) {
    return new Version(step, Counts.NONE, new float[length], new float[numStateVectors][length]);
  }

  /** Parameters and state together. */
  int numVectors() {
    return 1 + state.length;
  }

  /** The parameters, or from 1 on the optimizer's vectors. */
  float[] vector(int number) {
    return number == 0 ? parameters : state[number - 1];
  }

  /** Another time, in the same arrays. */
  Version at(long otherStep, Counts otherCounts) {
    return new Version(otherStep, otherCounts, parameters, state);
  }

  /** Takes over a part of the optimizer's vectors of another. */
  void copyState(Version other, int from, int length) {
    for (int i = 0; i < state.length; i++) {
      System.arraycopy(other.state[i], from, state[i], from, length);
    }
  }
}
