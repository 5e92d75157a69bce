package io.meanfield.zoo.kernel;

import io.meanfield.zoo.kernel.AttentionBackward.Gradients;
import java.lang.ref.Reference;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Attention by oneDNN's products, in 32 bits. Probabilities are kept for the backward pass, those
 * of what lies ahead are neither computed nor kept where whole runs of queries do not see it.
 */
final class OneDnnAttention implements Attention {

  private enum Pass {
    FORWARD,
    GRADIENT
  }

  private record Kind(Pass pass, Reach reach, double dropoutScale) {}

  private final Attention reference = new Nd4jAttention();

  @Override
  public void forward(Heads heads, Rule rule, INDArray output, Saved saved) {
    Kind kind = new Kind(Pass.FORWARD, rule.reach(), rule.dropout().scale());
    AttentionForward plan =
        Plans.get(
            Plans.Key.of(
                kind, heads.queries(), heads.keys(), heads.values(), output, rule.keyMask()),
            bench -> new AttentionForward(bench, blocks(heads, rule.reach()), heads, rule, output));
    plan.run(heads, rule, output, saved);
    fence(heads);
    Reference.reachabilityFence(output);
    Reference.reachabilityFence(saved);
  }

  @Override
  public void gradient(Heads heads, Rule rule, INDArray gradient, Saved saved, Heads result) {
    if (!AttentionProducts.isAddable(result.keys())
        || !AttentionProducts.isAddable(result.values())) {
      reference.gradient(heads, rule, gradient, saved, result);
      return;
    }
    Kind kind = new Kind(Pass.GRADIENT, rule.reach(), rule.dropout().scale());
    Gradients gradients = new Gradients(gradient, result);
    AttentionBackward plan =
        Plans.get(
            Plans.Key.of(
                kind,
                heads.queries(),
                heads.keys(),
                heads.values(),
                gradient,
                result.queries(),
                result.keys(),
                result.values()),
            bench ->
                new AttentionBackward(
                    bench, blocks(heads, rule.reach()), heads, rule.dropout(), gradients));
    plan.run(heads, rule, gradients, saved);
    fence(heads);
    fence(result);
    Reference.reachabilityFence(gradient);
    Reference.reachabilityFence(saved);
  }

  private static AttentionBlocks blocks(Heads heads, Reach reach) {
    return AttentionBlocks.of(heads.queries().shape(), heads.keys().shape(), reach);
  }

  private static void fence(Heads heads) {
    Reference.reachabilityFence(heads.queries());
    Reference.reachabilityFence(heads.keys());
    Reference.reachabilityFence(heads.values());
  }
}
