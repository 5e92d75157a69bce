package io.meanfield.zoo.tabular;

import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.StockLayers;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;

/**
 * The columns of a table as one vector: quantities as they are, and for each category the vector of
 * its value (Guo and Berkhahn 2016, "Entity Embeddings of Categorical Variables").
 *
 * @param name of the vertex that gives it
 * @param size of the vector
 */
record TableColumns(String name, int size) {

  /**
   * Adds them to a graph.
   *
   * @param row name of the vertex with [batch, columns]
   * @param maxEmbedding most numbers of a value's vector; (values + 1) / 2 where that is less
   */
  static TableColumns add(
      GraphBuilder graph, String row, InputShape.Table table, int maxEmbedding) {
    List<String> parts = new ArrayList<>();
    int size = 0;
    int column = 0;
    for (InputShape.Category category : table.categories()) {
      size += addQuantities(graph, row, column, category.column(), parts);
      int embedding = Math.min(maxEmbedding, (category.numValues() + 1) / 2);
      String number = "category-" + category.column();
      String vector = "embedding-" + category.column();
      graph.addVertex(number, new SubsetVertex(category.column(), category.column()), row);
      graph.addLayer(
          vector, StockLayers.categoryEmbedding(category.numValues(), embedding), number);
      parts.add(vector);
      size += embedding;
      column = category.column() + 1;
    }
    size += addQuantities(graph, row, column, table.size(), parts);
    if (parts.size() == 1) {
      return new TableColumns(parts.get(0), size);
    }
    graph.addVertex("columns", new MergeVertex(), parts.toArray(String[]::new));
    return new TableColumns("columns", size);
  }

  /** Those in a range without categories; returns how many there are. */
  private static int addQuantities(
      GraphBuilder graph, String row, int from, int to, List<String> parts) {
    if (from < to) {
      String name = "numbers-" + from;
      graph.addVertex(name, new SubsetVertex(from, to - 1), row);
      parts.add(name);
    }
    return to - from;
  }
}
