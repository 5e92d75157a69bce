package io.meanfield.benchmarks.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class TestModelFlops {

  @Test
  void theFirstLayerHasNoGradientOfItsInput() {
    double first = 2.0 * 128 * 784 * 1024;
    double second = 2.0 * 128 * 1024 * 1024;
    double third = 2.0 * 128 * 1024 * 10;
    assertEquals(2 * first + 3 * second + 3 * third, ModelFlops.ofStep(ComputeModel.MLP));
  }

  @Test
  void resNetHasTwentyConvolutionsAndOneDenseLayer() {
    double pixels = 64 * 32 * 32;
    double stem = 2 * pixels * 27 * 64;
    double wide = 2 * pixels * 9 * 64 * 64; // stage 1; halving sides and doubling filters keeps it
    double narrow = wide / 2; // the first convolution of stages 2 to 4 has half the inputs
    double shortcut = narrow / 9;
    double dense = 2.0 * 64 * 512 * 10;
    double forward = 4 * wide + 3 * (3 * wide + narrow + shortcut) + dense;
    assertEquals(2 * stem + 3 * forward, ModelFlops.ofStep(ComputeModel.RESNET18));
  }

  @ParameterizedTest
  @EnumSource
  void everyModelIsCounted(ComputeModel model) {
    assertTrue(ModelFlops.ofStep(model) > 1e9);
  }
}
