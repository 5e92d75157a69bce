package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

@Tag("unit")
class TestFencedExecutioner {

  @Test
  void isTheOneThatNd4jUses() {
    assertInstanceOf(FencedExecutioner.class, Nd4j.getExecutioner());
  }
}
