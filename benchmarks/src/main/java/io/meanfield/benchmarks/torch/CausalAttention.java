package io.meanfield.benchmarks.torch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.meanfield.benchmarks.model.Sizes.Gpt;

/**
 * [batch, time, 3 * width] of queries, keys and values to [batch, time, width] by {@code
 * scaled_dot_product_attention}, which PyTorch users call and DJL has no method for.
 */
final class CausalAttention extends AbstractBlock {
  private final int batch;
  private PtSymbolBlock script;

  CausalAttention(int batch) {
    this.batch = batch;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    if (script == null) {
      script = TorchScript.load(NDManager.newBaseManager("PyTorch"), forward());
    }
    return script.forward(store, inputs, training);
  }

  private String forward() {
    int size = Gpt.WIDTH / Gpt.HEADS;
    return """
    def forward(self: __torch__.Module,
        qkv: Tensor) -> Tensor:
      _0 = torch.view(qkv, [%1$d, %2$d, 3, %3$d, %4$d])
      _1 = torch.permute(_0, [2, 0, 3, 1, 4])
      q, k, v, = torch.unbind(_1)
      _2 = torch.scaled_dot_product_attention(q, k, v, None, 0., True)
      _3 = torch.transpose(_2, 1, 2)
      return torch.reshape(_3, [%1$d, %2$d, %5$d])
    """
        .formatted(batch, Gpt.TIME, Gpt.HEADS, size, Gpt.WIDTH);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), inputs[0].get(1), Gpt.WIDTH)};
  }
}
