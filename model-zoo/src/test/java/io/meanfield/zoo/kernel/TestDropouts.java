package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Twins.EXACT;
import static io.meanfield.zoo.kernel.Twins.FAST;
import static io.meanfield.zoo.kernel.Twins.exact;
import static io.meanfield.zoo.kernel.Twins.expectNear;
import static io.meanfield.zoo.kernel.Twins.random;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

@Tag("unit")
class TestDropouts {

  @Test
  void theSameElementsAreDroppedOnEveryBackend() {
    for (long[] shape : new long[][] {{1}, {3, 5}, {17, 33}}) {
      INDArray values = random(1, shape);
      INDArray expected = exact(values);
      Dropout dropout = new Dropout(0.3, 42);
      EXACT.dropouts().drop(dropout, expected);
      FAST.dropouts().drop(dropout, values);
      expectNear(expected, values, shape.length + "");
    }
  }

  @Test
  void asManyAreDroppedAsWereToBe() {
    for (double probability : new double[] {0, 0.1, 0.5, 0.9}) {
      Dropout dropout = new Dropout(probability, 7);
      double part = dropped(dropout, 0, 100_000).size() / 100_000.0;
      assertEquals(probability, part, 0.01);
      assertEquals(1 / (1 - probability), dropout.scale(), 1e-3);
    }
  }

  @Test
  void whatIsDroppedIsAFunctionOfItsNumber() {
    Dropout dropout = new Dropout(0.4, -3);
    List<Long> all = dropped(dropout, 0, 50);
    for (long first = 0; first < 50; first++) {
      List<Long> parts = dropped(dropout, 0, first);
      parts.addAll(dropped(dropout, first, 50 - first));
      assertEquals(all, parts);
    }
  }

  private static List<Long> dropped(Dropout dropout, long first, long count) {
    List<Long> dropped = new ArrayList<>();
    dropout.visit(first, count, dropped::add);
    return dropped;
  }

  @Test
  void impossibleProbabilitiesAreRefused() {
    for (double probability : new double[] {-0.1, 1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> new Dropout(probability, 0));
    }
  }
}
