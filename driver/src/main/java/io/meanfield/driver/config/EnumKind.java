package io.meanfield.driver.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The name of an enum's constant, in kebab-case. */
record EnumKind(List<Enum<?>> constants) implements Kind {

  static Optional<Kind> of(Class<?> type) {
    return type.isEnum()
        ? Optional.of(
            new EnumKind(
                Arrays.stream(type.getEnumConstants()).<Enum<?>>map(c -> (Enum<?>) c).toList()))
        : Optional.empty();
  }

  @Override
  public String expected() {
    return "one of " + String.join(", ", names());
  }

  @Override
  public Optional<Object> bind(YamlNode node, Place place, Binding binding) {
    Optional<String> name = binding.oneOf(names(), node, place);
    return name.map(names()::indexOf).map(constants::get);
  }

  @Override
  public Stream<String> pathsBelow(String path, Set<Class<?>> around) {
    return Stream.empty();
  }

  private List<String> names() {
    return constants.stream().map(Key::nameOf).toList();
  }
}
