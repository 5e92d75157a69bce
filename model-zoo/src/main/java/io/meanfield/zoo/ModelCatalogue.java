package io.meanfield.zoo;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What models there are and what can be set, read from the annotations of their records. */
public final class ModelCatalogue {

  /**
   * @param name the value of the configuration's key {@code name}
   */
  public record Model(String name, String description, List<Parameter> parameters) {}

  /**
   * @param key as in a configuration file
   * @param type in words: number, whole number, list of whole numbers, section, or the choices
   * @param defaultValue as in a configuration file
   */
  public record Parameter(String key, String type, String defaultValue, String description) {}

  private ModelCatalogue() {}

  /** In the order of {@link ModelSource}'s declaration. */
  public static List<Model> models() {
    return Arrays.stream(ModelSource.class.getAnnotation(JsonSubTypes.class).value())
        .filter(type -> ModelConfig.class.isAssignableFrom(type.value()))
        .map(type -> model(type.name(), type.value()))
        .toList();
  }

  /** The catalogue for a terminal, a line a model and an indented line a parameter. */
  public static String text() {
    return models().stream().map(ModelCatalogue::text).collect(Collectors.joining());
  }

  private static String text(Model model) {
    StringBuilder lines =
        new StringBuilder("%-10s %s%n".formatted(model.name(), model.description()));
    for (Parameter parameter : model.parameters()) {
      lines.append(
          "  %-12s %-12s %s (%s)%n"
              .formatted(
                  parameter.key(),
                  parameter.defaultValue(),
                  parameter.description(),
                  parameter.type()));
    }
    return lines.toString();
  }

  private static Model model(String name, Class<?> type) {
    String description = type.getAnnotation(JsonClassDescription.class).value();
    List<Parameter> parameters =
        Arrays.stream(type.getRecordComponents()).map(ModelCatalogue::parameter).toList();
    return new Model(name, description, parameters);
  }

  private static Parameter parameter(RecordComponent component) {
    var accessor = component.getAccessor();
    return new Parameter(
        component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT),
        type(component.getType()),
        component.getType() == Optional.class
            ? "none"
            : accessor.getAnnotation(JsonProperty.class).defaultValue(),
        accessor.getAnnotation(JsonPropertyDescription.class).value());
  }

  private static String type(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(" | "));
    }
    if (type == int.class) {
      return "whole number";
    }
    if (type == double.class) {
      return "number";
    }
    if (type == List.class) {
      return "list of whole numbers";
    }
    if (type == Optional.class) {
      return "section";
    }
    throw new IllegalStateException("expected a parameter of a type that has words, found " + type);
  }
}
