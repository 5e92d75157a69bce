package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Twins.EXACT;
import static io.meanfield.zoo.kernel.Twins.FAST;
import static io.meanfield.zoo.kernel.Twins.exact;
import static io.meanfield.zoo.kernel.Twins.exactly;
import static io.meanfield.zoo.kernel.Twins.expectNear;
import static io.meanfield.zoo.kernel.Twins.random;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.zoo.kernel.Attention.Heads;
import io.meanfield.zoo.kernel.Attention.Reach;
import io.meanfield.zoo.kernel.Attention.Rule;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

@Tag("unit")
class TestAttention {
  /** [batch, heads, query time, key time, size]. */
  private static final long[][] SIZES = {
    {1, 1, 1, 1, 1},
    {3, 2, 2, 2, 3},
    {2, 3, 7, 7, 33},
    {17, 1, 7, 7, 3},
    {2, 2, 1, 9, 4},
    {2, 2, 5, 9, 4},
    {2, 2, 33, 33, 8},
    {1, 1, 70, 70, 8},
    {3, 4, 70, 75, 16}
  };

  @Test
  void attentionAndItsGradientAreTheSame() {
    for (long[] size : SIZES) {
      for (Reach reach : Reach.values()) {
        for (boolean hasMask : new boolean[] {false, true}) {
          for (double dropout : new double[] {0, 0.25}) {
            INDArray mask = hasMask ? mask(size[0], size[3]) : null;
            Rule rule = new Rule(reach, mask, new Dropout(dropout, 11));
            String message = Arrays.toString(size) + reach + hasMask + dropout;
            expectSame(rule, separate(size), separate(size), message);
            expectSame(rule, fused(size), fused(size), "fused " + message);
          }
        }
      }
    }
  }

  @Test
  void arraysMayLieAnyhow() {
    Rule rule = new Rule(Reach.PAST, null, Dropout.NONE);
    for (Place place : Place.values()) {
      for (Place other : Place.values()) {
        Heads heads = placed(place, separate(3, 2, 40, 40, 5));
        expectSame(rule, heads, placed(other, separate(3, 2, 40, 40, 5)), "" + place + other);
      }
    }
  }

  private static Heads placed(Place place, Heads heads) {
    return new Heads(place.of(heads.queries()), place.of(heads.keys()), place.of(heads.values()));
  }

  private static INDArray mask(long batch, long time) {
    INDArray mask = Nd4j.ones(DataType.FLOAT, batch, time);
    for (long b = 0; b < batch; b++) {
      for (long t = Math.max(1, time - b); t < time; t++) {
        mask.putScalar(b, t, 0);
      }
    }
    return mask;
  }

  private static Heads separate(long... size) {
    return new Heads(
        random(1, size[0], size[1], size[2], size[4]),
        random(2, size[0], size[1], size[3], size[4]),
        random(3, size[0], size[1], size[3], size[4]));
  }

  /** As views of one projection of as many steps as there are keys. */
  private static Heads fused(long... size) {
    INDArray all = random(1, size[0], size[3], 3 * size[1] * size[4]);
    return new Heads(
        part(all, 0, size[3] - size[2], size), part(all, 1, 0, size), part(all, 2, 0, size));
  }

  private static INDArray part(INDArray all, long which, long first, long... size) {
    long width = size[1] * size[4];
    long[] shape = {size[0], size[1], size[3] - first, size[4]};
    long[] strides = {size[3] * 3 * width, size[4], 3 * width, 1};
    return Nd4j.create(all.data(), shape, strides, first * 3 * width + which * width, 'c');
  }

  private static Heads exactHeads(Heads heads) {
    return new Heads(exact(heads.queries()), exact(heads.keys()), exact(heads.values()));
  }

  private static void expectSame(Rule rule, Heads heads, Heads result, String message) {
    long[] shape = heads.queries().shape();
    INDArray expected = exactly(shape);
    Heads exactHeads = exactHeads(heads);
    EXACT.attention().forward(exactHeads, rule, expected, new Saved());
    Saved saved = new Saved();
    INDArray found = Nd4j.create(DataType.FLOAT, shape[0], shape[2], shape[1], shape[3]);
    FAST.attention().forward(heads, rule, found.permute(0, 2, 1, 3), saved);
    expectNear(expected, found.permute(0, 2, 1, 3), message);
    INDArray gradient = random(4, shape[0], shape[2], shape[1], shape[3]).permute(0, 2, 1, 3);
    Heads wanted = exactHeads(heads);
    EXACT.attention().gradient(exactHeads, rule, exact(gradient), new Saved(), wanted);
    FAST.attention().gradient(heads, rule, gradient, saved, result);
    expectNear(wanted.queries(), result.queries(), "queries " + message);
    expectNear(wanted.keys(), result.keys(), "keys " + message);
    expectNear(wanted.values(), result.values(), "values " + message);
  }

  @Test
  void whatLiesAheadHasNoInfluence() {
    long[] size = {2, 2, 40, 40, 4};
    Rule rule = new Rule(Reach.PAST, null, Dropout.NONE);
    for (Kernels kernels : new Kernels[] {EXACT, FAST}) {
      Heads heads = separate(size);
      INDArray before = Nd4j.create(DataType.FLOAT, 2, 2, 40, 4);
      kernels.attention().forward(heads, rule, before, new Saved());
      INDArray after = before.ulike();
      heads.keys().get(later()).assign(7);
      heads.values().get(later()).assign(-7);
      kernels.attention().forward(heads, rule, after, new Saved());
      assertEquals(before.get(earlier()).dup(), after.get(earlier()).dup());
    }
  }

  private static INDArrayIndex[] later() {
    return times(20, 40);
  }

  private static INDArrayIndex[] earlier() {
    return times(0, 20);
  }

  private static INDArrayIndex[] times(long from, long to) {
    return new INDArrayIndex[] {
      NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to), NDArrayIndex.all()
    };
  }

  @Test
  void theGradientIsTheSlope() {
    long[] size = {2, 2, 3, 5, 4};
    for (Reach reach : Reach.values()) {
      Rule rule = new Rule(reach, mask(2, 5), new Dropout(0.2, 5));
      Heads heads = exactHeads(separate(size));
      INDArray weights = exact(random(4, 2, 2, 3, 4));
      Heads result = exactHeads(heads);
      Attention attention = EXACT.attention();
      attention.gradient(heads, rule, weights, new Saved(), result);
      INDArray output = exactly(2, 2, 3, 4);
      for (INDArray[] pair :
          new INDArray[][] {
            {heads.queries(), result.queries()},
            {heads.keys(), result.keys()},
            {heads.values(), result.values()}
          }) {
        INDArray slopes =
            Slopes.of(
                pair[0],
                () -> {
                  attention.forward(heads, rule, output, new Saved());
                  return output.mul(weights).sumNumber().doubleValue();
                });
        Tolerances.assertClose(slopes, pair[1]);
      }
    }
  }

  @Test
  void moreQueriesThanKeysHaveNoPast() {
    Heads heads = separate(1, 1, 3, 2, 4);
    Rule rule = new Rule(Reach.PAST, null, Dropout.NONE);
    INDArray output = Nd4j.create(1, 1, 3, 4);
    assertThrows(
        IllegalArgumentException.class,
        () -> FAST.attention().forward(heads, rule, output, new Saved()));
  }
}
