package io.meanfield.zoo;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.meanfield.zoo.generative.Gpt;
import io.meanfield.zoo.recommend.Factorization;
import io.meanfield.zoo.tabular.Linear;
import io.meanfield.zoo.tabular.Mlp;
import io.meanfield.zoo.text.TextCnn;
import io.meanfield.zoo.text.TextLstm;
import io.meanfield.zoo.text.Transformer;
import io.meanfield.zoo.vision.LeNet;
import io.meanfield.zoo.vision.ResNet;
import java.util.Optional;

/**
 * Where a run's network comes from: the section {@code model} of its configuration. One of the
 * catalogue by {@code name}, or one of the user's own by {@code file} or {@code zip}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Linear.class, name = "linear"),
  @JsonSubTypes.Type(value = Mlp.class, name = "mlp"),
  @JsonSubTypes.Type(value = LeNet.class, name = "lenet"),
  @JsonSubTypes.Type(value = ResNet.class, name = "resnet"),
  @JsonSubTypes.Type(value = TextCnn.class, name = "text-cnn"),
  @JsonSubTypes.Type(value = TextLstm.class, name = "text-lstm"),
  @JsonSubTypes.Type(value = Gpt.class, name = "gpt"),
  @JsonSubTypes.Type(value = Factorization.class, name = "factorization"),
  @JsonSubTypes.Type(value = Transformer.class, name = "transformer"),
  @JsonSubTypes.Type(value = ModelSource.File.class, name = "file"),
  @JsonSubTypes.Type(value = ModelSource.Zip.class, name = "zip")
})
public interface ModelSource {

  /** Vectors that its words have before training, in place of initial ones. */
  default Optional<WordVectors> wordVectors() {
    return Optional.empty();
  }

  /**
   * A Deeplearning4j configuration as JSON, of a MultiLayerNetwork or a ComputationGraph.
   *
   * @param file its path
   */
  record File(String file, Optional<WordVectors> wordVectors) implements ModelSource {
    public File {
      if (!wordVectors.map(WordVectors::trainable).orElse(true)) {
        throw new IllegalArgumentException(
            "word-vectors.trainable: expected true for a network of your own, found false: put a FrozenLayer around its embedding instead");
      }
    }
  }

  /**
   * A saved network to continue from.
   *
   * @param zip the path of a Deeplearning4j model zip
   */
  record Zip(String zip) implements ModelSource {}
}
