package io.meanfield.zoo.text;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.ModelConfig;
import io.meanfield.zoo.NetworkDefinition;
import io.meanfield.zoo.OutputShape;
import io.meanfield.zoo.Require;
import io.meanfield.zoo.StockLayers;
import io.meanfield.zoo.WordVectors;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.PoolingType;

/**
 * Convolutions of several widths over word vectors, each followed by its maximum over time (Kim
 * 2014, "Convolutional Neural Networks for Sentence Classification"). Padding has no influence.
 */
@JsonClassDescription("convolutions over word vectors, maximum over time (Kim 2014)")
public record TextCnn(
    @JsonProperty(defaultValue = "100") @JsonPropertyDescription("length of a word vector")
        int embedding,
    @JsonProperty(defaultValue = "[3, 4, 5]")
        @JsonPropertyDescription("widths of the convolutions in words")
        List<Integer> widths,
    @JsonProperty(defaultValue = "100") @JsonPropertyDescription("filters of each width")
        int filters,
    @JsonProperty(defaultValue = "0.5")
        @JsonPropertyDescription("fraction of the maxima that is dropped")
        double dropout,
    @JsonProperty @JsonPropertyDescription("trained before: {file: glove.txt, trainable: true}")
        Optional<WordVectors> wordVectors)
    implements ModelConfig {

  public TextCnn {
    Require.positive("embedding", embedding);
    widths = Require.positives("widths", widths);
    if (new LinkedHashSet<>(widths).size() < widths.size()) {
      throw new IllegalArgumentException(
          "widths: expected each width once, found %s".formatted(widths));
    }
    Require.positive("filters", filters);
    Require.fraction("dropout", dropout);
  }

  @Override
  public NetworkDefinition define(InputShape input, OutputShape output, long seed) {
    InputShape.Sequence sequence = input.as(InputShape.Sequence.class, "text-cnn");
    var graph =
        StockLayers.settings(seed)
            .graphBuilder()
            .addInputs("tokens")
            .addLayer(
                "embedding", StockLayers.embedding(sequence, embedding, wordVectors), "tokens");
    for (int width : widths) {
      String name = "convolution-" + width;
      graph.addLayer(name, StockLayers.convolutionOverTime(filters, width), "embedding");
      graph.addLayer(maximum(width), StockLayers.pooling(PoolingType.MAX), name);
    }
    var configuration =
        graph
            .addLayer(
                "output",
                StockLayers.output(output, dropout),
                widths.stream().map(TextCnn::maximum).toArray(String[]::new))
            .setOutputs("output")
            .setInputTypes(StockLayers.tokens(sequence))
            .build();
    return NetworkDefinition.of(configuration, input, output);
  }

  private static String maximum(int width) {
    return "maximum-" + width;
  }
}
