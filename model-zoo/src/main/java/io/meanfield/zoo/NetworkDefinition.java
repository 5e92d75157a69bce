package io.meanfield.zoo;

import java.io.Serializable;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * Everything needed to build a network anywhere.
 *
 * @param json the Deeplearning4j configuration, with the seed of the initial parameters
 */
public record NetworkDefinition(Kind kind, String json, InputShape input, OutputShape output)
    implements Serializable {

  /** Which class of Deeplearning4j runs it. */
  public enum Kind {
    /** A {@code MultiLayerNetwork}. */
    SEQUENTIAL,
    /** A {@code ComputationGraph}. */
    GRAPH
  }

  public NetworkDefinition {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(json, "json");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(output, "output");
  }

  public static NetworkDefinition of(
      MultiLayerConfiguration configuration, InputShape input, OutputShape output) {
    return new NetworkDefinition(Kind.SEQUENTIAL, configuration.toJson(), input, output);
  }

  public static NetworkDefinition of(
      ComputationGraphConfiguration configuration, InputShape input, OutputShape output) {
    return new NetworkDefinition(Kind.GRAPH, configuration.toJson(), input, output);
  }

  /**
   * A network of the user's own, tried on one example.
   *
   * @param json a MultiLayerConfiguration or a ComputationGraphConfiguration as Deeplearning4j
   *     writes it
   * @throws IllegalArgumentException if it is none, does not fit the shapes, or needs what
   *     Meanfield does not do; the message says what was expected and what was found
   */
  public static NetworkDefinition ofJson(String json, InputShape input, OutputShape output) {
    NetworkDefinition definition =
        new NetworkDefinition(ConfigurationJson.kindOf(json), json, input, output);
    Network network;
    try {
      network = Network.create(definition);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "expected a Deeplearning4j configuration that can be built, found one that fails: %s"
              .formatted(FitCheck.reason(e)),
          e);
    }
    new FitCheck(network).run();
    return definition;
  }
}
