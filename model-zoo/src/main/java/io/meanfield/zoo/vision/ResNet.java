package io.meanfield.zoo.vision;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.ModelConfig;
import io.meanfield.zoo.NetworkDefinition;
import io.meanfield.zoo.OutputShape;
import io.meanfield.zoo.StockLayers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * Residual networks of blocks of two 3 x 3 convolutions (He et al. 2015, "Deep Residual Learning
 * for Image Recognition"), for small images: a 3 x 3 convolution without pooling comes first
 * (section 4.2). 18 and 34 layers have the stages of table 1, with 64 to 512 filters; 20 to 110
 * those of section 4.2, with 16 to 64. Every stage but the first halves height and width; where the
 * shape changes, the shortcut is a 1 x 1 convolution (option B).
 */
@JsonClassDescription("residual blocks of 3 x 3 convolutions, for small images (He et al. 2015)")
public record ResNet(
    @JsonProperty(defaultValue = "18")
        @JsonPropertyDescription(
            "number of layers: 18 or 34 (64 to 512 filters), 20, 32, 44, 56 or 110 (16 to 64)")
        int depth)
    implements ModelConfig {

  /** Blocks of the stages by depth. */
  private static final Map<Integer, List<Integer>> BLOCKS =
      new TreeMap<>(
          Map.of(
              18, List.of(2, 2, 2, 2),
              20, List.of(3, 3, 3),
              32, List.of(5, 5, 5),
              34, List.of(3, 4, 6, 3),
              44, List.of(7, 7, 7),
              56, List.of(9, 9, 9),
              110, List.of(18, 18, 18)));

  public ResNet {
    if (!BLOCKS.containsKey(depth)) {
      throw new IllegalArgumentException(
          "depth: expected one of %s, found %d".formatted(BLOCKS.keySet(), depth));
    }
  }

  @Override
  public NetworkDefinition define(InputShape input, OutputShape output, long seed) {
    InputShape.Image image = input.as(InputShape.Image.class, "resnet");
    return NetworkDefinition.of(
        configuration(StockLayers.settings(seed), image, output), input, output);
  }

  /**
   * As stock Deeplearning4j trains it too.
   *
   * @param settings of the network: its seed, and an updater for who trains with one
   */
  public ComputationGraphConfiguration configuration(
      NeuralNetConfiguration.Builder settings, InputShape.Image image, OutputShape output) {
    List<Integer> blocks = BLOCKS.get(depth);
    int filters = blocks.size() == 4 ? 64 : 16;
    ResidualStack stack = new ResidualStack(settings.graphBuilder(), image);
    stack.stem(filters);
    for (int stage = 0; stage < blocks.size(); stage++) {
      for (int i = 0; i < blocks.get(stage); i++) {
        String name = "block-%d-%d".formatted(stage + 1, i + 1);
        if (i == 0 && stage > 0) {
          stack.halvingBlock(name, filters << stage);
        } else {
          stack.block(name, filters << stage);
        }
      }
    }
    return stack.end(output);
  }
}
