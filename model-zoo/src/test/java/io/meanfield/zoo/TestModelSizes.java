package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.zoo.generative.Gpt;
import io.meanfield.zoo.vision.ResNet;
import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Numbers of parameters, counted without making them, against those that are published. */
@Tag("unit")
class TestModelSizes {
  private static final OutputShape TEN_CLASSES = new OutputShape(10, Head.SOFTMAX);

  @Test
  void gptHasTheSizeOfGpt2AndAnOutputLayerOfItsOwn() {
    int vocabulary = 50_257;
    NetworkDefinition definition =
        new Gpt(12, 768, 12, 0)
            .define(
                new InputShape.Sequence(1024, vocabulary),
                new OutputShape(vocabulary, Head.TOKENS),
                1);
    long found = 0;
    for (NeuralNetConfiguration layer :
        MultiLayerConfiguration.fromJson(definition.json()).getConfs()) {
      found += layer.getLayer().initializer().numParams(layer);
    }
    long published = 124_439_808; // the checkpoint gpt2, whose output layer is its embedding
    assertEquals(published + (768 + 1) * vocabulary, found);
  }

  /**
   * What is learned by torchvision's networks with the stem for 32 x 32 images (18 and 34 layers),
   * and by the formula of He et al. 2015, section 4.2, with option B.
   */
  @Test
  void residualNetworksHaveTheSizesOfThePaper() {
    Map.of(18, 11_173_962L, 34, 21_282_122L, 20, ofStages(3), 56, ofStages(9))
        .forEach((depth, expected) -> assertEquals(expected, numLearned(depth), "depth " + depth));
  }

  /** 6n + 2 layers: 2n convolutions for each of 16, 32 and 64 filters, each normed. */
  private static long ofStages(int n) {
    long size = 9 * 3 * 16 + 2 * 16;
    int inputs = 16;
    for (int filters : new int[] {16, 32, 64}) {
      long shortcut = filters == inputs ? 0 : inputs * filters + 2 * filters;
      long first = 9 * inputs * filters + 2 * filters;
      long others = (2L * n - 1) * (9 * filters * filters + 2 * filters);
      size += shortcut + first + others;
      inputs = filters;
    }
    return size + (64 + 1) * 10;
  }

  private static long numLearned(int depth) {
    long size = 0;
    for (LayerVertex vertex : layers(depth)) {
      NeuralNetConfiguration conf = vertex.getLayerConf();
      long numParameters = conf.getLayer().initializer().numParams(conf);
      boolean isNorm = conf.getLayer() instanceof BatchNormalization;
      size += isNorm ? numParameters / 2 : numParameters; // the other half are running statistics
    }
    return size;
  }

  @Test
  void residualNetworksHaveAsManyLayersAsTheyAreCalledAfter() {
    for (int depth : new int[] {18, 20, 32, 34, 44, 56, 110}) {
      long numConvolutions =
          Arrays.stream(layers(depth))
              .map(vertex -> vertex.getLayerConf().getLayer())
              .filter(
                  layer ->
                      layer instanceof ConvolutionLayer convolution
                          && convolution.getKernelSize()[0] == 3)
              .count();
      assertEquals(depth, numConvolutions + 1);
    }
  }

  private static LayerVertex[] layers(int depth) {
    NetworkDefinition definition =
        new ResNet(depth).define(new InputShape.Image(32, 32, 3), TEN_CLASSES, 1);
    return ComputationGraphConfiguration.fromJson(definition.json()).getVertices().values().stream()
        .filter(LayerVertex.class::isInstance)
        .map(LayerVertex.class::cast)
        .toArray(LayerVertex[]::new);
  }
}
