package io.meanfield.zoo.vision;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.ModelConfig;
import io.meanfield.zoo.NetworkDefinition;
import io.meanfield.zoo.Nonlinearity;
import io.meanfield.zoo.OutputShape;
import io.meanfield.zoo.Require;
import io.meanfield.zoo.StockLayers;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/**
 * Convolutions each followed by ReLU and 2 x 2 max pooling, then one fully connected layer: LeNet-5
 * (LeCun, Bottou, Bengio, Haffner 1998) with today's nonlinearity and pooling.
 *
 * <p>Convolutions are not padded where the image is large enough for that (28 x 28 gives 12 x 12
 * and 4 x 4), and keep its size where it is not (8 x 8 gives 4 x 4 and 2 x 2).
 */
@JsonClassDescription("convolutions with ReLU and max pooling, one dense layer (LeCun et al. 1998)")
public record LeNet(
    @JsonProperty(defaultValue = "[20, 50]")
        @JsonPropertyDescription("numbers of filters of the convolutions, first to last")
        List<Integer> filters,
    @JsonProperty(defaultValue = "5") @JsonPropertyDescription("height and width of a filter")
        int kernel,
    @JsonProperty(defaultValue = "500") @JsonPropertyDescription("width of the dense layer")
        int dense,
    @JsonProperty(defaultValue = "0")
        @JsonPropertyDescription("fraction of the dense layer's outputs that is dropped")
        double dropout)
    implements ModelConfig {

  public LeNet {
    filters = Require.positives("filters", filters);
    Require.positive("kernel", kernel);
    Require.positive("dense", dense);
    Require.fraction("dropout", dropout);
  }

  @Override
  public NetworkDefinition define(InputShape input, OutputShape output, long seed) {
    InputShape.Image image = input.as(InputShape.Image.class, "lenet");
    ConvolutionMode mode = convolutionMode(Math.min(image.height(), image.width()));
    var layers = StockLayers.settings(seed).list();
    for (int numFilters : filters) {
      layers.layer(StockLayers.convolution(numFilters, kernel, mode));
      layers.layer(StockLayers.halving());
    }
    var configuration =
        layers
            .layer(StockLayers.dense(dense, Nonlinearity.RELU, 0))
            .layer(StockLayers.output(output, dropout))
            .setInputType(StockLayers.images(image))
            .build();
    return NetworkDefinition.of(configuration, input, output);
  }

  private ConvolutionMode convolutionMode(int shorterSide) {
    int unpadded = shorterSide;
    int padded = shorterSide;
    for (int i = 0; i < filters.size(); i++) {
      unpadded = (unpadded - kernel + 1) / 2;
      padded = padded / 2;
    }
    if (unpadded >= 2) {
      return ConvolutionMode.Truncate;
    }
    if (padded >= 1) {
      return ConvolutionMode.Same;
    }
    throw new IllegalArgumentException(
        "expected images of at least %d pixels a side for the model lenet with %d convolutions, found %d"
            .formatted(1 << filters.size(), filters.size(), shorterSide));
  }
}
