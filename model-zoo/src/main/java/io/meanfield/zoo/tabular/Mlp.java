package io.meanfield.zoo.tabular;

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
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * Fully connected layers. Dropout as in Srivastava et al. 2014, before all layers but the first.
 */
@JsonClassDescription("fully connected layers on vectors or images")
public record Mlp(
    @JsonProperty(defaultValue = "[256, 128]")
        @JsonPropertyDescription("widths of the hidden layers, first to last")
        List<Integer> hidden,
    @JsonProperty(defaultValue = "relu") @JsonPropertyDescription("after each hidden layer")
        Nonlinearity activation,
    @JsonProperty(defaultValue = "0")
        @JsonPropertyDescription("fraction of each hidden layer's outputs that is dropped")
        double dropout)
    implements ModelConfig {

  public Mlp {
    hidden = Require.positives("hidden", hidden);
    Require.fraction("dropout", dropout);
  }

  @Override
  public NetworkDefinition define(InputShape input, OutputShape output, long seed) {
    var layers = StockLayers.settings(seed).list();
    for (int i = 0; i < hidden.size(); i++) {
      layers.layer(StockLayers.dense(hidden.get(i), activation, i == 0 ? 0 : dropout));
    }
    var configuration =
        layers
            .layer(StockLayers.output(output, dropout))
            .setInputType(InputType.feedForward(input.flatSize("mlp")))
            .build();
    return NetworkDefinition.of(configuration, input, output);
  }
}
