package io.meanfield.datasets.augment;

/**
 * Numbers of the distribution Beta(alpha, alpha), by rejection: each attempt takes the next two
 * uniform numbers of a position, so that nothing depends on how many attempts others needed. Up to
 * alpha = 1 by Joehnk ("Erzeugung von betaverteilten und gammaverteilten Zufallszahlen", 1964), in
 * logarithms because his powers underflow for small alpha; above by algorithm BB of Cheng
 * ("Generating Beta Variates with Nonintegral Shape Parameters", 1978), without his quick tests.
 * Half of Joehnk's attempts succeed at alpha = 1 and more below, two in three or more of Cheng's.
 */
record SymmetricBeta(double alpha) {

  double draw(Draws draws, long position) {
    for (int number = 0; ; number += 2) {
      double u = draws.positive(Draw.MIXUP_SHARE, position, number);
      double v = draws.positive(Draw.MIXUP_SHARE, position, number + 1);
      double found = alpha <= 1 ? joehnk(u, v) : cheng(u, v);
      if (!Double.isNaN(found)) {
        return found;
      }
    }
  }

  /** X / (X + Y) with X = u^(1/alpha) and Y = v^(1/alpha) if X + Y is at most 1, else NaN. */
  private double joehnk(double u, double v) {
    double logX = StrictMath.log(u) / alpha;
    double logY = StrictMath.log(v) / alpha;
    return StrictMath.exp(logX) + StrictMath.exp(logY) <= 1
        ? 1 / (1 + StrictMath.exp(logY - logX))
        : Double.NaN;
  }

  /** With a = b his alpha is 2 a, his beta 1 / sqrt(a) and his gamma a + sqrt(a); NaN to go on. */
  private double cheng(double u, double v) {
    double logit = StrictMath.log(u / (1 - u)) / Math.sqrt(alpha);
    double w = alpha * StrictMath.exp(logit);
    double bound =
        2 * alpha * StrictMath.log(2 * alpha / (alpha + w))
            + (alpha + Math.sqrt(alpha)) * logit
            - StrictMath.log(4);
    return bound >= StrictMath.log(u * u * v) ? w / (alpha + w) : Double.NaN;
  }
}
