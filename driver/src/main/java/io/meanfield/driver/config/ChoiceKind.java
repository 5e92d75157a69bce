package io.meanfield.driver.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.meanfield.datasets.NearestName;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One of several sections, told apart by a key: the records of an interface with
 * {@code @JsonTypeInfo(use = NAME)} and {@code @JsonSubTypes}.
 *
 * @param tag the key that holds a section's name
 * @param sections by name, in the order of the annotation
 * @param otherwise what a section is that says no name, if the annotation has a default
 */
record ChoiceKind(String tag, Map<String, SectionKind> sections, Optional<String> otherwise)
    implements Kind {

  static Optional<Kind> of(Class<?> type) {
    return selfAndInterfaces(type)
        .filter(candidate -> candidate.isAnnotationPresent(JsonTypeInfo.class))
        .findFirst()
        .map(base -> of(base, type));
  }

  @Override
  public String expected() {
    return "a section whose %s is one of %s".formatted(tag, String.join(", ", names()));
  }

  @Override
  public Optional<Object> bind(YamlNode node, Place place, Binding binding) {
    Optional<YamlNode.Mapping> section = node.asSection();
    if (section.isEmpty()) {
      binding.wrongKind(this, node, place);
      return Optional.empty();
    }
    return name(section.get(), place, binding)
        .flatMap(name -> sections.get(name).bind(node, place, binding));
  }

  @Override
  public Stream<String> pathsBelow(String path, Set<Class<?>> around) {
    return sections.values().stream().flatMap(section -> section.pathsBelow(path, around));
  }

  private Optional<String> name(YamlNode.Mapping section, Place place, Binding binding) {
    YamlNode.Entry entry = section.entries().get(tag);
    if (entry != null) {
      return binding.oneOf(names(), entry.value(), place.child(tag, entry.position()));
    }
    if (sections.size() == 1) {
      return names().stream().findFirst();
    }
    List<String> said = names().stream().filter(section.entries()::containsKey).toList();
    if (said.size() == 1) {
      return Optional.of(said.get(0)); // {file: x} says as much as {name: file, file: x}
    }
    if (said.size() > 1) {
      binding.add(
          place.problem(
              "expected one of %s, found %s: keep one"
                  .formatted(String.join(", ", names()), String.join(" and ", said))));
      return Optional.empty();
    }
    if (otherwise.isPresent()) {
      return otherwise;
    }
    Optional<String> meant = NearestName.to(tag, section.entries().keySet());
    binding.add(
        place
            .child(tag, place.position())
            .problem(
                "missing; expected one of %s%s"
                    .formatted(
                        String.join(", ", names()),
                        meant.map(key -> " (found the key \"" + key + "\")").orElse(""))));
    return Optional.empty();
  }

  private List<String> names() {
    return List.copyOf(sections.keySet());
  }

  private static Kind of(Class<?> base, Class<?> type) {
    JsonTypeInfo info = base.getAnnotation(JsonTypeInfo.class);
    if (!base.isAnnotationPresent(JsonSubTypes.class)) {
      throw new IllegalArgumentException(
          "expected @JsonSubTypes with the records of the choice, found none on " + base.getName());
    }
    Map<String, SectionKind> sections = new LinkedHashMap<>();
    Optional<String> otherwise = Optional.empty();
    for (JsonSubTypes.Type variant : base.getAnnotation(JsonSubTypes.class).value()) {
      if (type.isAssignableFrom(variant.value())) {
        Class<? extends Record> section = variant.value().asSubclass(Record.class);
        sections.put(variant.name(), new SectionKind(section, Optional.of(info.property())));
        if (section == info.defaultImpl()) {
          otherwise = Optional.of(variant.name());
        }
      }
    }
    return new ChoiceKind(info.property(), Collections.unmodifiableMap(sections), otherwise);
  }

  private static Stream<Class<?>> selfAndInterfaces(Class<?> type) {
    return Stream.concat(
        Stream.of(type),
        Arrays.stream(type.getInterfaces()).flatMap(ChoiceKind::selfAndInterfaces));
  }
}
