package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Attention.Reach;
import io.meanfield.zoo.kernel.Kernels;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Configuration of a transformer block in its pre-norm form (Xiong et al. 2020, figure 1b): x +
 * attention(norm(x)), then that plus two dense layers with a GELU between them of its norm. With
 * {@link Reach#PAST} it is a decoder's block, else an encoder's. [batch, width, time] to the same.
 */
public final class TransformerBlock extends OwnLayer {
  private static final long serialVersionUID = 1;

  static final String NORM1_GAIN = "g1";
  static final String NORM1_SHIFT = "s1";
  static final String PROJECTION = "Wqkv";
  static final String PROJECTION_BIAS = "bqkv";
  static final String OUTPUT = "Wo";
  static final String OUTPUT_BIAS = "bo";
  static final String NORM2_GAIN = "g2";
  static final String NORM2_SHIFT = "s2";
  static final String WIDE = "W1";
  static final String WIDE_BIAS = "b1";
  static final String NARROW = "W2";
  static final String NARROW_BIAS = "b2";

  @JsonProperty private int heads;
  @JsonProperty private long hidden;
  @JsonProperty private Reach reach = Reach.ALL;
  @JsonProperty private double dropout;

  /** For JSON. */
  TransformerBlock() {}

  private TransformerBlock(Builder builder) {
    super(builder);
    heads = builder.heads;
    hidden = builder.hidden;
    reach = builder.reach;
    dropout = builder.dropout;
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

  /** Makes a {@link TransformerBlock}. */
  public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    private int heads = 1;
    private long hidden;
    private Reach reach = Reach.ALL;
    private double dropout;

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
    long width = getNOut();
    return List.of(
        Part.gain(NORM1_GAIN, width),
        Part.bias(NORM1_SHIFT, width),
        Part.weights(PROJECTION, width, 3 * width),
        Part.bias(PROJECTION_BIAS, 3 * width),
        Part.weights(OUTPUT, width, width),
        Part.bias(OUTPUT_BIAS, width),
        Part.gain(NORM2_GAIN, width),
        Part.bias(NORM2_SHIFT, width),
        Part.weights(WIDE, width, hidden),
        Part.bias(WIDE_BIAS, hidden),
        Part.weights(NARROW, hidden, width),
        Part.bias(NARROW_BIAS, width));
  }

  @Override
  Layer computed(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    return new TransformerLayer(conf, type, kernels);
  }

  @Override
  long numKept() {
    return 7 * getNOut() + 2 * hidden;
  }
}
