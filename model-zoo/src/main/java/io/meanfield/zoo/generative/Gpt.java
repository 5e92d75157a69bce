package io.meanfield.zoo.generative;

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
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;

/**
 * GPT-2 (Radford et al. 2019, "Language Models are Unsupervised Multitask Learners", section 2.3):
 * vectors of words and places, blocks of causal attention and two dense layers, each normed before,
 * a norm, and a softmax over the vocabulary at every step.
 *
 * <p>Weights begin at N(0, 0.02). Unlike there, the output layer has weights of its own and a bias,
 * because Deeplearning4j has none that shares the embedding's, residual branches begin with the
 * same weights as all else, and nothing is dropped of embeddings.
 */
@JsonClassDescription("decoder-only transformer that predicts the next word (Radford et al. 2019)")
public record Gpt(
    @JsonProperty(defaultValue = "4") @JsonPropertyDescription("number of transformer blocks")
        int layers,
    @JsonProperty(defaultValue = "128")
        @JsonPropertyDescription("length of the vector of a word, between blocks too")
        int width,
    @JsonProperty(defaultValue = "4")
        @JsonPropertyDescription("attention heads of a block; width is a multiple of them")
        int heads,
    @JsonProperty(defaultValue = "0.1")
        @JsonPropertyDescription("fraction that is dropped of attention and of what a block adds")
        double dropout)
    implements ModelConfig {

  public Gpt {
    Require.positive("layers", layers);
    Require.positive("width", width);
    Require.positive("heads", heads);
    Require.multiple("width", width, "heads", heads);
    Require.fraction("dropout", dropout);
  }

  @Override
  public NetworkDefinition define(InputShape input, OutputShape output, long seed) {
    InputShape.Sequence sequence = input.as(InputShape.Sequence.class, "gpt");
    var network =
        StockLayers.settings(seed)
            .weightInit(new NormalDistribution(0, 0.02))
            .list()
            .layer(StockLayers.embedding(sequence, width))
            .layer(
                new LearnedPositions.Builder().width(width).maxSteps(sequence.maxTokens()).build());
    for (int i = 0; i < layers; i++) {
      network.layer(block());
    }
    var configuration =
        network
            .layer(new LayerNormalization.Builder().width(width).build())
            .layer(StockLayers.outputAtEveryStep(output, "gpt"))
            .setInputType(StockLayers.tokens(sequence))
            .build();
    return NetworkDefinition.of(configuration, input, output);
  }

  private TransformerBlock block() {
    return new TransformerBlock.Builder()
        .width(width)
        .heads(heads)
        .reach(Reach.PAST)
        .dropoutInside(dropout)
        .build();
  }
}
