package io.meanfield.worker.optim;

import io.meanfield.worker.optim.Optimizer.Vectors;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link PlainLoops} with the CPU's widest vectors; what is left at the end is plain.
 * To be loaded only where the module jdk.incubator.vector is.
 */
final class VectorLoops implements UpdateLoops {
  private static final VectorSpecies<Float> WIDEST = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FOUR_FLOATS = FloatVector.SPECIES_128;
  private static final VectorSpecies<Double> FOUR_DOUBLES = DoubleVector.SPECIES_256;
  private static final boolean HAS_FOUR_DOUBLES =
      WIDEST.vectorBitSize() >= FOUR_DOUBLES.vectorBitSize();

  private final PlainLoops plain = new PlainLoops();

  @Override
  public void sgd(Vectors vectors, int from, int to, float lr) {
    float[] p = vectors.parameters();
    float[] g = vectors.gradients();
    int i = from;
    for (; i <= to - WIDEST.length(); i += WIDEST.length()) {
      load(p, i).sub(load(g, i).mul(lr)).intoArray(p, i);
    }
    plain.sgd(vectors, i, to, lr);
  }

  @Override
  public void momentum(Vectors vectors, int offset, int from, int to, Inertia constants) {
    float[] p = vectors.parameters();
    float[] g = vectors.gradients();
    float[] v = vectors.state()[0];
    float lr = constants.lr();
    float mu = constants.mu();
    int i = from;
    for (; i <= to - WIDEST.length(); i += WIDEST.length()) {
      FloatVector nextV = load(v, offset + i).mul(mu).add(load(g, i));
      nextV.intoArray(v, offset + i);
      load(p, i).sub(nextV.mul(lr)).intoArray(p, i);
    }
    plain.momentum(vectors, offset, i, to, constants);
  }

  @Override
  public void nesterov(Vectors vectors, int offset, int from, int to, Inertia constants) {
    float[] p = vectors.parameters();
    float[] g = vectors.gradients();
    float[] v = vectors.state()[0];
    float lr = constants.lr();
    float mu = constants.mu();
    int i = from;
    for (; i <= to - WIDEST.length(); i += WIDEST.length()) {
      FloatVector slope = load(g, i);
      FloatVector nextV = load(v, offset + i).mul(mu).add(slope);
      nextV.intoArray(v, offset + i);
      load(p, i).sub(slope.add(nextV.mul(mu)).mul(lr)).intoArray(p, i);
    }
    plain.nesterov(vectors, offset, i, to, constants);
  }

  @Override
  public void adam(Vectors vectors, int offset, int from, int to, Moments constants) {
    float[] p = vectors.parameters();
    float[] g = vectors.gradients();
    float[] m = vectors.state()[0];
    float[] v = vectors.state()[1];
    float b1 = constants.beta1();
    float b2 = constants.beta2();
    int i = from;
    for (; i <= to - WIDEST.length(); i += WIDEST.length()) {
      FloatVector slope = load(g, i);
      FloatVector nextM = load(m, offset + i).mul(b1).add(slope.mul(1 - b1));
      FloatVector nextV = load(v, offset + i).mul(b2).add(slope.mul(1 - b2).mul(slope));
      nextM.intoArray(m, offset + i);
      nextV.intoArray(v, offset + i);
      FloatVector spread = nextV.lanewise(VectorOperators.SQRT).add(constants.epsilon());
      load(p, i).sub(nextM.mul(constants.alpha()).div(spread)).intoArray(p, i);
    }
    plain.adam(vectors, offset, i, to, constants);
  }

  @Override
  public void addSquares(float[] values, int from, int to, double[] sums) {
    int i = from;
    if (HAS_FOUR_DOUBLES) {
      DoubleVector low = DoubleVector.fromArray(FOUR_DOUBLES, sums, 0);
      DoubleVector high = DoubleVector.fromArray(FOUR_DOUBLES, sums, 4);
      for (; i <= to - NUM_SUMS; i += NUM_SUMS) {
        DoubleVector lowValues = widened(values, i);
        DoubleVector highValues = widened(values, i + 4);
        low = low.add(lowValues.mul(lowValues));
        high = high.add(highValues.mul(highValues));
      }
      low.intoArray(sums, 0);
      high.intoArray(sums, 4);
    }
    plain.addSquares(values, i, to, sums);
  }

  private static FloatVector load(float[] from, int index) {
    return FloatVector.fromArray(WIDEST, from, index);
  }

  private static DoubleVector widened(float[] values, int index) {
    return (DoubleVector)
        FloatVector.fromArray(FOUR_FLOATS, values, index)
            .convertShape(VectorOperators.F2D, FOUR_DOUBLES, 0);
  }
}
