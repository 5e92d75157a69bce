package io.meanfield.driver.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Keys that nobody knows beforehand, each with a text. */
record MapKind() implements Kind {
  private static final Kind VALUES = Kind.of(String.class);

  @Override
  public String expected() {
    return "a section of keys and texts";
  }

  @Override
  public Optional<Object> bind(YamlNode node, Place place, Binding binding) {
    Optional<YamlNode.Mapping> section = node.asSection();
    if (section.isEmpty()) {
      binding.wrongKind(this, node, place);
      return Optional.empty();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    section
        .get()
        .entries()
        .forEach(
            (key, entry) ->
                VALUES
                    .bind(entry.value(), place.child(key, entry.position()), binding)
                    .ifPresent(value -> values.put(key, value)));
    return values.size() == section.get().entries().size() ? Optional.of(values) : Optional.empty();
  }

  @Override
  public Stream<String> pathsBelow(String path, Set<Class<?>> around) {
    return Stream.empty();
  }
}
