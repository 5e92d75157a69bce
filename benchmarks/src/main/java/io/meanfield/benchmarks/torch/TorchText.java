package io.meanfield.benchmarks.torch;

import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.recurrent.LSTM;
import io.meanfield.benchmarks.model.Sizes;

/** The recurrent architectures in DJL's blocks, which call PyTorch's own LSTM and GRU. */
final class TorchText {
  private TorchText() {}

  /** Reads [time, batch], which is a little faster than [batch, time]. */
  static Block lstm() {
    return new SequentialBlock()
        .add(new WordEmbedding(Sizes.Lstm.VOCABULARY, Sizes.Lstm.EMBEDDING))
        .add(
            LSTM.builder()
                .setStateSize(Sizes.Lstm.UNITS)
                .setNumLayers(Sizes.Lstm.LAYERS)
                .optBatchFirst(false)
                .build())
        .add(TorchVision.linear(Sizes.Lstm.VOCABULARY));
  }

  static Block gru() {
    return new SequentialBlock()
        .add(new WordEmbedding(Sizes.Gru.VOCABULARY, Sizes.Gru.EMBEDDING))
        .add(new BidirectionalGru(Sizes.Gru.EMBEDDING, Sizes.Gru.UNITS))
        .add(LambdaBlock.singleton(states -> states.mean(new int[] {1})))
        .add(TorchVision.linear(Sizes.Gru.CLASSES));
  }
}
