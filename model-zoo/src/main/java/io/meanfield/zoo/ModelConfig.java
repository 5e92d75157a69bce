package io.meanfield.zoo;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.meanfield.zoo.tabular.Linear;
import io.meanfield.zoo.tabular.Mlp;
import io.meanfield.zoo.text.TextCnn;
import io.meanfield.zoo.text.TextLstm;
import io.meanfield.zoo.vision.LeNet;

/** A model of the catalogue with its parameters; its name is the key {@code name}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Linear.class, name = "linear"),
  @JsonSubTypes.Type(value = Mlp.class, name = "mlp"),
  @JsonSubTypes.Type(value = LeNet.class, name = "lenet"),
  @JsonSubTypes.Type(value = TextCnn.class, name = "text-cnn"),
  @JsonSubTypes.Type(value = TextLstm.class, name = "text-lstm")
})
public interface ModelConfig {

  /**
   * The network for data of these shapes.
   *
   * @param seed of the initial parameters
   * @throws IllegalArgumentException if the model cannot read such input; the message says what was
   *     expected and what was found
   */
  NetworkDefinition define(InputShape input, OutputShape output, long seed);
}
