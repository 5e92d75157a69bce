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
import io.meanfield.zoo.kernel.Attention.Reach;
import io.meanfield.zoo.layer.LayerNormalization;
import io.meanfield.zoo.layer.LearnedPositions;
import io.meanfield.zoo.layer.TransformerBlock;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * An encoder and a decoder (Vaswani et al. 2017) of blocks in their pre-norm form, with learned
 * positions. Padding has no influence.
 */
@JsonClassDescription("encoder and decoder for translation (Vaswani et al. 2017), pre-norm")
public record Transformer(
    @JsonProperty(defaultValue = "2") @JsonPropertyDescription("blocks of either half") int layers,
    @JsonProperty(defaultValue = "128")
        @JsonPropertyDescription("length of the vectors, a multiple of the heads")
        int width,
    @JsonProperty(defaultValue = "4") @JsonPropertyDescription("attention heads") int heads,
    @JsonProperty(defaultValue = "0.1")
        @JsonPropertyDescription("fraction that is dropped inside blocks")
        double dropout)
    implements ModelConfig {
  private static final String SOURCE = "source";
  private static final String TARGET = "target";
  private static final String ENCODED = "encoded";

  public Transformer {
    Require.positive("layers", layers);
    Require.positive("width", width);
    Require.positive("heads", heads);
    Require.multiple("width", width, "heads", heads);
    Require.fraction("dropout", dropout);
  }

  @Override
  public NetworkDefinition define(InputShape input, OutputShape output, long seed) {
    InputShape.Pair pair = input.as(InputShape.Pair.class, "transformer");
    var source = new InputShape.Sequence(pair.maxSourceTokens(), pair.vocabularySize());
    var target = new InputShape.Sequence(pair.maxTargetTokens(), pair.vocabularySize());
    GraphBuilder graph = StockLayers.settings(seed).graphBuilder().addInputs(SOURCE, TARGET);
    String last = addWords(graph, SOURCE, source);
    for (int i = 1; i <= layers; i++) {
      String name = "encoder-" + i;
      graph.addLayer(name, block().build(), last);
      last = name;
    }
    graph.addLayer(ENCODED, norm(), last);
    last = addWords(graph, TARGET, target);
    for (int i = 1; i <= layers; i++) {
      String name = "decoder-" + i;
      block().reach(Reach.PAST).memory().build().addTo(graph, name, last, ENCODED);
      last = name;
    }
    var configuration =
        graph
            .addLayer("decoded", norm(), last)
            .addLayer("output", StockLayers.outputAtEveryStep(output, "transformer"), "decoded")
            .setOutputs("output")
            .setInputTypes(StockLayers.tokens(source), StockLayers.tokens(target))
            .build();
    return NetworkDefinition.of(configuration, input, output);
  }

  /** Adds the vectors of an input's words and of their places, and returns their name. */
  private String addWords(GraphBuilder graph, String side, InputShape.Sequence words) {
    String vectors = side + "-embedding";
    String places = side + "-positions";
    graph.addLayer(vectors, StockLayers.embedding(words, width, Optional.empty()), side);
    graph.addLayer(
        places,
        new LearnedPositions.Builder().width(width).maxSteps(words.maxTokens()).build(),
        vectors);
    return places;
  }

  private TransformerBlock.Builder block() {
    return new TransformerBlock.Builder().width(width).heads(heads).dropoutInside(dropout);
  }

  private LayerNormalization norm() {
    return new LayerNormalization.Builder().width(width).build();
  }
}
