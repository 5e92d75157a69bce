package io.meanfield.driver.config;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.Duration;

/**
 * Writes records the way {@link ConfigReader} reads them: kebab-case keys in the order of the
 * components, durations as text, absent Optionals as null. The mappers are for writing and thread
 * safe; do not configure them further.
 */
public final class ConfigMapper {
  private static final ObjectMapper JSON =
      withRules(JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED));

  private static final ObjectMapper YAML =
      withRules(
          YAMLMapper.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .disable(YAMLGenerator.Feature.USE_NATIVE_TYPE_ID)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR));

  private ConfigMapper() {}

  public static ObjectMapper json() {
    return JSON;
  }

  public static ObjectMapper yaml() {
    return YAML;
  }

  private static ObjectMapper withRules(MapperBuilder<?, ?> builder) {
    return builder
        .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
        .visibility(PropertyAccessor.ALL, Visibility.NONE)
        .visibility(PropertyAccessor.FIELD, Visibility.ANY)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .addModule(
            new SimpleModule("meanfield")
                .addSerializer(new TextSerializer<>(Duration.class, DurationText::format))
                .addSerializer(new TextSerializer<>(Enum.class, Key::nameOf))
                .addSerializer(new OptionalSerializer()))
        .build();
  }
}
