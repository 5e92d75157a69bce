package io.meanfield.benchmarks.torch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.meanfield.benchmarks.model.Sizes.Gpt;
import java.util.List;

/** The transformer in DJL's blocks and PyTorch's fused attention. */
final class TorchGpt {
  private TorchGpt() {}

  static Block build(int batch) {
    SequentialBlock net = new SequentialBlock();
    net.add(new WordEmbedding(Gpt.VOCABULARY, Gpt.WIDTH)).add(new Positions());
    for (int i = 0; i < Gpt.BLOCKS; i++) {
      net.add(
          residual(
              norm(),
              TorchVision.linear(3 * Gpt.WIDTH),
              new CausalAttention(batch),
              TorchVision.linear(Gpt.WIDTH)));
      net.add(
          residual(
              norm(),
              TorchVision.linear(Gpt.MLP),
              Activation.geluBlock(),
              TorchVision.linear(Gpt.WIDTH)));
    }
    return net.add(norm()).add(TorchVision.linear(Gpt.VOCABULARY));
  }

  private static Block norm() {
    return LayerNorm.builder().axis(2).build();
  }

  private static Block residual(Block... body) {
    return new ParallelBlock(
        TorchGpt::sum, List.of(new SequentialBlock().addAll(body), Blocks.identityBlock()));
  }

  private static NDList sum(List<NDList> branches) {
    return new NDList(branches.get(0).singletonOrThrow().add(branches.get(1).singletonOrThrow()));
  }

  /** Adds a learned vector to every position. */
  private static final class Positions extends AbstractBlock {
    private final Parameter table =
        addParameter(
            Parameter.builder()
                .setName("table")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(Gpt.TIME, Gpt.WIDTH))
                .build());

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      var words = inputs.singletonOrThrow();
      return new NDList(words.add(store.getValue(table, words.getDevice(), training)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
      return inputs;
    }
  }
}
