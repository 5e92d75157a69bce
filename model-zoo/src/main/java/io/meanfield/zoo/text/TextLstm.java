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
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.PoolingType;

/**
 * LSTM layers over word vectors (Hochreiter and Schmidhuber 1997; forget gates of Gers et al.
 * 2000). Padding has no influence.
 */
@JsonClassDescription("LSTM layers over word vectors (Hochreiter and Schmidhuber 1997)")
public record TextLstm(
    @JsonProperty(defaultValue = "100") @JsonPropertyDescription("length of a word vector")
        int embedding,
    @JsonProperty(defaultValue = "[128]")
        @JsonPropertyDescription("units of the LSTM layers, first to last")
        List<Integer> units,
    @JsonProperty(defaultValue = "last")
        @JsonPropertyDescription("what stands for a text: the last word's output or the average")
        Summary summary,
    @JsonProperty(defaultValue = "0.5")
        @JsonPropertyDescription("fraction of the summary that is dropped")
        double dropout,
    @JsonProperty @JsonPropertyDescription("trained before: {file: glove.txt, trainable: true}")
        Optional<WordVectors> wordVectors)
    implements ModelConfig {

  /** What stands for a text. */
  public enum Summary {
    /** The output at the last word. */
    @JsonProperty("last")
    LAST,
    /** The average of the outputs at all words. */
    @JsonProperty("average")
    AVERAGE
  }

  public TextLstm {
    Require.positive("embedding", embedding);
    units = Require.positives("units", units);
    Require.fraction("dropout", dropout);
  }

  @Override
  public NetworkDefinition define(InputShape input, OutputShape output, long seed) {
    InputShape.Sequence sequence = input.as(InputShape.Sequence.class, "text-lstm");
    var layers = StockLayers.settings(seed).list();
    layers.layer(StockLayers.embedding(sequence, embedding, wordVectors));
    units.subList(0, units.size() - 1).forEach(size -> layers.layer(StockLayers.lstm(size)));
    var top = StockLayers.lstm(units.get(units.size() - 1));
    switch (summary) {
      case LAST -> layers.layer(StockLayers.lastOf(top));
      case AVERAGE -> layers.layer(top).layer(StockLayers.pooling(PoolingType.AVG));
    }
    var configuration =
        layers
            .layer(StockLayers.output(output, dropout))
            .setInputType(StockLayers.tokens(sequence))
            .build();
    return NetworkDefinition.of(configuration, input, output);
  }
}
