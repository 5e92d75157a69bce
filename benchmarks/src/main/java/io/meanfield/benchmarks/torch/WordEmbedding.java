package io.meanfield.benchmarks.torch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** {@code torch.nn.Embedding}: [batch, time] word numbers to [batch, time, size]. */
final class WordEmbedding extends AbstractBlock {
  private final int size;
  private final Parameter table;

  WordEmbedding(int vocabulary, int size) {
    this.size = size;
    this.table =
        addParameter(
            Parameter.builder()
                .setName("table")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(vocabulary, size))
                .build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    var words = inputs.singletonOrThrow();
    var weights = store.getValue(table, words.getDevice(), training);
    return Embedding.embedding(words, weights, SparseFormat.DENSE);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {inputs[0].add(size)};
  }
}
