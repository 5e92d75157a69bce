package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Attention.Reach;
import io.meanfield.zoo.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonInclude;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Configuration of a transformer block in its pre-norm form (Xiong et al. 2020, figure 1b): x +
 * attention(norm(x)), then that plus two dense layers with a GELU between them of its norm. With
 * {@link Reach#PAST} it is a decoder's block, else an encoder's; {@link Builder#memory} makes it
 * one of a decoder that has an encoder (Vaswani et al. 2017, figure 1, right). [batch, width, time]
 * to the same.
 */
public final class TransformerBlock extends OwnLayer {
  private static final long serialVersionUID = 1;

  @JsonProperty private int heads;
  @JsonProperty private long hidden;
  @JsonProperty private Reach reach = Reach.ALL;
  @JsonProperty private double dropout;

  @JsonProperty
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  private boolean memory;

  /** For JSON. */
  TransformerBlock() {}

  private TransformerBlock(Builder builder) {
    super(builder);
    heads = builder.heads;
    hidden = builder.hidden;
    reach = builder.reach;
    dropout = builder.dropout;
    memory = builder.memory;
    activationFn = new ActivationIdentity();
  }

  int heads() {
    return heads;
  }

  Reach reach() {
    return reach;
  }

  double dropout() {
    return dropout;
  }

  boolean hasMemory() {
    return memory;
  }

  /**
   * Adds a block with a memory to a graph.
   *
   * @param steps a sequence, [batch, width, time]
   * @param memory what attends to it, [batch, width, memory time]
   * @throws IllegalStateException if the block has no memory
   */
  public GraphBuilder addTo(GraphBuilder graph, String name, String steps, String memory) {
    if (!hasMemory()) {
      throw new IllegalStateException("expected a block with a memory, found one without: " + name);
    }
    NeuralNetConfiguration conf = graph.getGlobalConfiguration().clone().layer(this).build();
    setLayerName(name);
    return graph.addVertex(name, new MemoryVertex(conf), steps, memory);
  }

  /** Makes a {@link TransformerBlock}. */
  public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    private int heads = 1;
    private long hidden;
    private Reach reach = Reach.ALL;
    private double dropout;
    private boolean memory;

    /**
     * @param width of every vector, a multiple of the number of heads
     */
    public Builder width(long width) {
      nIn(width);
      nOut(width);
      hidden = hidden == 0 ? 4 * width : hidden;
      return this;
    }

    public Builder heads(int number) {
      heads = number;
      return this;
    }

    /** Between the two dense layers; 4 times the width unless told otherwise. */
    public Builder hidden(long size) {
      hidden = size;
      return this;
    }

    public Builder reach(Reach newReach) {
      reach = newReach;
      return this;
    }

    /**
     * @param fraction of attention probabilities and of both branches' results, in [0, 1)
     */
    public Builder dropoutInside(double fraction) {
      dropout = fraction;
      return this;
    }

    /**
     * Steps attend to a second sequence too, the memory, between self-attention and the dense
     * layers. Such a block is a vertex of a graph: see {@link TransformerBlock#addTo}.
     */
    public Builder memory() {
      memory = true;
      return this;
    }

    /**
     * @throws IllegalArgumentException if the width is no multiple of the number of heads
     */
    @Override
    @SuppressWarnings("unchecked")
    public TransformerBlock build() {
      if (heads < 1 || getNOut() % heads != 0) {
        throw new IllegalArgumentException(
            "expected a width that is a multiple of the number of heads, found %d and %d"
                .formatted(getNOut(), heads));
      }
      if (!(dropout >= 0 && dropout < 1)) {
        throw new IllegalArgumentException(
            "expected a dropout of at least 0 and less than 1, found " + dropout);
      }
      return new TransformerBlock(this);
    }
  }

  @Override
  List<Part> newParts() {
    List<Part> parts = new ArrayList<>(SelfAttention.parts(getNOut()));
    if (memory) {
      parts.addAll(CrossAttention.parts(getNOut()));
    }
    parts.addAll(FeedForward.parts(getNOut(), hidden));
    return List.copyOf(parts);
  }

  @Override
  boolean dropsInside() {
    return dropout > 0;
  }

  @Override
  Layer computed(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    return new TransformerLayer(conf, type, kernels);
  }

  @Override
  long numKept() {
    return (memory ? 12 : 7) * getNOut() + 2 * hidden;
  }
}
