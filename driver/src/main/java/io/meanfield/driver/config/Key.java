package io.meanfield.driver.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A key of a section: one component of its record.
 *
 * @param defaultYaml the value of a key that is left out, as YAML
 */
record Key(String name, Kind kind, Optional<String> defaultYaml) {
  private static final PropertyNamingStrategies.KebabCaseStrategy KEBAB_CASE =
      new PropertyNamingStrategies.KebabCaseStrategy();

  /** The keys of a record, in the order of its components. */
  static List<Key> of(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(Key::of).toList();
  }

  /** The value of this key where the file does not have it. */
  Optional<Object> whenLeftOut(Place place, Binding binding) {
    if (defaultYaml.isPresent()) {
      return YamlParser.parse(defaultYaml.get(), line -> place.position(), binding::add)
          .flatMap(node -> kind.bind(node, place, binding));
    }
    if (kind instanceof OptionalKind) {
      return Optional.of(Optional.empty());
    }
    binding.add(place.problem("missing; expected " + kind.expected()));
    return Optional.empty();
  }

  /** What a constant is called in a file: LINEAR_WARM_UP is linear-warm-up. */
  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Key of(RecordComponent component) {
    Optional<JsonProperty> property = property(component);
    String name = KEBAB_CASE.translate(component.getName());
    return new Key(
        property.map(JsonProperty::value).filter(given -> !given.isEmpty()).orElse(name),
        Kind.of(component.getGenericType()),
        property.map(JsonProperty::defaultValue).filter(given -> !given.isEmpty()));
  }

  /** The annotation cannot stand on a component; the compiler hands it on to the field. */
  private static Optional<JsonProperty> property(RecordComponent component) {
    try {
      return Optional.ofNullable(
          component
              .getDeclaringRecord()
              .getDeclaredField(component.getName())
              .getAnnotation(JsonProperty.class));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("a record has a field for each component", e);
    }
  }
}
