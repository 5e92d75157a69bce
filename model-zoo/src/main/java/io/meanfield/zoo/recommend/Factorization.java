package io.meanfield.zoo.recommend;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.meanfield.zoo.Head;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.ModelConfig;
import io.meanfield.zoo.NetworkDefinition;
import io.meanfield.zoo.OutputShape;
import io.meanfield.zoo.Require;
import io.meanfield.zoo.StockLayers;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.PoolingType;

/**
 * A matrix of users and items as the product of two narrow ones, with biases: mu + b_u + b_i + q_i
 * p_u (Koren, Bell and Volinsky 2009, "Matrix Factorization Techniques for Recommender Systems",
 * equation 4). Users are the first category of a row [batch, 2] and items the second. The output is
 * [batch, 1].
 *
 * <p>mu, all biases and the vectors of users start at zero, the vectors of items at random numbers.
 * So a user of whom training knows nothing is mu + b_i, and not what chance makes of him.
 */
@JsonClassDescription(
    "ratings of items by users: a mean, biases and the product of two learned vectors")
public record Factorization(
    @JsonProperty(defaultValue = "16")
        @JsonPropertyDescription("numbers in the vector of each user and of each item")
        int factors)
    implements ModelConfig {
  private static final String ROW = "row";

  public Factorization {
    Require.positive("factors", factors);
  }

  @Override
  public NetworkDefinition define(InputShape input, OutputShape output, long seed) {
    InputShape.Table table = pairs(input);
    requireOneNumber(output);
    int numUsers = table.categories().get(0).numValues();
    int numItems = table.categories().get(1).numValues();
    var graph =
        StockLayers.settings(seed)
            .graphBuilder()
            .addInputs(ROW)
            .addVertex("user", new SubsetVertex(0, 0), ROW)
            .addVertex("item", new SubsetVertex(1, 1), ROW)
            .addLayer("user-vector", StockLayers.categoryZeros(numUsers, factors), "user")
            .addLayer("item-vector", StockLayers.categoryEmbedding(numItems, factors), "item")
            .addLayer("user-bias", StockLayers.categoryZerosAndBias(numUsers), "user")
            .addLayer("item-bias", StockLayers.categoryZeros(numItems, 1), "item")
            .addVertex(
                "products",
                new ElementWiseVertex(ElementWiseVertex.Op.Product),
                "user-vector",
                "item-vector")
            .addVertex("terms", new MergeVertex(), "products", "user-bias", "item-bias")
            .addVertex("steps", new ReshapeVertex(-1, 1, factors + 2), "terms")
            .addLayer("sum", StockLayers.pooling(PoolingType.SUM), "steps")
            .addLayer("output", StockLayers.loss(output), "sum")
            .setOutputs("output")
            .build();
    return NetworkDefinition.of(graph, table, output);
  }

  private static InputShape.Table pairs(InputShape input) {
    if (input instanceof InputShape.Table table
        && table.size() == 2
        && table.categories().size() == 2) {
      return table;
    }
    throw new IllegalArgumentException(
        "expected rows of two categories, a user and an item, for the model factorization, found %s; give it dataset.source.format: ratings, or a table of two categories, and dataset.transform {kind: table, categories: embedding}"
            .formatted(input.describe()));
  }

  private static void requireOneNumber(OutputShape output) {
    boolean isOne = output.size() == 1 && output.head() != Head.TOKENS;
    if (!isOne) {
      throw new IllegalArgumentException(
          "expected one target for the model factorization, found %d outputs (%s)"
              .formatted(output.size(), output.head()));
    }
  }
}
