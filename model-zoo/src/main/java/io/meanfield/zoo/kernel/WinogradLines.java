package io.meanfield.zoo.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one-dimensional transforms of Winograd's F(4, r) of Lavin and Gray 2016, section 4.1, and
 * their transposes, of vectors of channels.
 *
 * @param input B' d, of a line of pixels
 * @param inputGradient B u, the transpose of input
 * @param output A' m, 4 outputs
 * @param outputGradient A y, the transpose of output
 * @param filters G g, of r weights
 * @param filterGradient G' u, the transpose of filters
 */
record WinogradLines(
    Lines input,
    Lines inputGradient,
    Lines output,
    Lines outputGradient,
    Lines filters,
    Lines filterGradient) {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** How many channels are transformed at once. */
  static final int LANES = SPECIES.length();

  /** One of the transforms, of some lines. */
  interface Lines {

    /**
     * @param at of the first line's first number
     * @param start where its first result goes
     */
    void over(float[] from, int at, float[] to, int start, Walk walk);
  }

  /**
   * Where lines are, in floats.
   *
   * @param count of lines
   * @param step from one number of a line to the next
   * @param next from one line to the next
   * @param stride from one result of a line to the next
   * @param nextResult from one line's results to the next line's
   */
  record Walk(int count, int step, int next, int stride, int nextResult) {}

  static FloatVector load(float[] from, int index) {
    return FloatVector.fromArray(SPECIES, from, index);
  }

  /** to += from, of some floats. */
  static void add(float[] from, int at, float[] to, int start, int length) {
    int i = 0;
    for (; i <= length - LANES; i += LANES) {
      load(to, start + i).add(load(from, at + i)).intoArray(to, start + i);
    }
    for (; i < length; i++) {
      to[start + i] += from[at + i];
    }
  }
}
