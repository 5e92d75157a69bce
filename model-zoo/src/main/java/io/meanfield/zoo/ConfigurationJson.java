package io.meanfield.zoo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Tells Deeplearning4j's two kinds of configuration apart. */
final class ConfigurationJson {

  private ConfigurationJson() {}

  /**
   * @throws IllegalArgumentException if it is no Deeplearning4j configuration
   */
  static NetworkDefinition.Kind kindOf(String json) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "expected a Deeplearning4j configuration as JSON, found something else: %s (line %d, column %d)"
              .formatted(
                  e.getOriginalMessage(),
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr()),
          e);
    }
    if (root.has("confs")) {
      return NetworkDefinition.Kind.SEQUENTIAL;
    }
    if (root.has("vertices") && root.has("networkInputs")) {
      return NetworkDefinition.Kind.GRAPH;
    }
    throw new IllegalArgumentException(
        "expected a Deeplearning4j configuration (MultiLayerConfiguration.toJson() with the key"
            + " \"confs\", or ComputationGraphConfiguration.toJson() with the keys \"vertices\" and"
            + " \"networkInputs\"), found JSON without them");
  }
}
