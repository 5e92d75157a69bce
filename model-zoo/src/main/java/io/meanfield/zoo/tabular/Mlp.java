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
 * The values of categories have vectors that are learned, next to the quantities.
 */
@JsonClassDescription("fully connected layers on vectors, images, or tables with categories")
public record Mlp(
    @JsonProperty(defaultValue = "[256, 128]")
        @JsonPropertyDescription("widths of the hidden layers, first to last")
        List<Integer> hidden,
    @JsonProperty(defaultValue = "relu") @JsonPropertyDescription("after each hidden layer")
        Nonlinearity activation,
    @JsonProperty(defaultValue = "0")
        @JsonPropertyDescription("fraction of each hidden layer's outputs that is dropped")
        double dropout,
    @JsonProperty(defaultValue = "16")
        @JsonPropertyDescription("most numbers a value of a category has (categories: embedding)")
        int embedding)
    implements ModelConfig {

  public Mlp {
    hidden = Require.positives("hidden", hidden);
    Require.fraction("dropout", dropout);
    Require.positive("embedding", embedding);
  }

  @Override
  public NetworkDefinition define(InputShape input, OutputShape output, long seed) {
    if (input instanceof InputShape.Table table) {
      return ofTable(table, output, seed);
    }
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

  private NetworkDefinition ofTable(InputShape.Table table, OutputShape output, long seed) {
    var graph = StockLayers.settings(seed).graphBuilder().addInputs("row");
    TableColumns columns = TableColumns.add(graph, "row", table, embedding);
    String below = columns.name();
    int width = columns.size();
    for (int i = 0; i < hidden.size(); i++) {
      var layer = StockLayers.dense(hidden.get(i), activation, i == 0 ? 0 : dropout);
      graph.addLayer("dense-" + i, StockLayers.reading(width, layer), below);
      below = "dense-" + i;
      width = hidden.get(i);
    }
    graph.addLayer(
        "output", StockLayers.reading(width, StockLayers.output(output, dropout)), below);
    return NetworkDefinition.of(graph.setOutputs("output").build(), table, output);
  }
}
