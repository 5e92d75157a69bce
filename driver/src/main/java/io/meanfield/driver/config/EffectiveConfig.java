package io.meanfield.driver.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a run was really told: every key in so many words, also those that the file left out. */
public final class EffectiveConfig {
  private EffectiveConfig() {}

  /** YAML that {@link ConfigReader} reads as an equal record. */
  public static String toYaml(Record config) {
    return write(ConfigMapper.yaml(), config);
  }

  /**
   * SHA-256, in 64 lower-case hexadecimal digits, of the configuration as JSON with sorted keys.
   * Equal records have equal hashes, whatever their files looked like.
   */
  public static String sha256(Record config) {
    ObjectMapper json = ConfigMapper.json();
    byte[] canonical =
        write(json, json.<JsonNode>valueToTree(config)).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String write(ObjectMapper mapper, Object config) {
    try {
      return mapper.writeValueAsString(config);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "expected a record that Jackson can write, found " + config.getClass().getName(), e);
    }
  }
}
