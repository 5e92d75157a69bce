package io.meanfield.driver.config;

import io.meanfield.datasets.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A mapping whose keys are the components of a record.
 *
 * @param tag a key beside them that says which record of a choice the section is
 */
record SectionKind(Class<? extends Record> type, Optional<String> tag) implements Kind {

  static Optional<Kind> of(Class<?> type) {
    return type.isRecord()
        ? Optional.of(new SectionKind(type.asSubclass(Record.class), Optional.empty()))
        : Optional.empty();
  }

  @Override
  public String expected() {
    return "a section with " + String.join(", ", names());
  }

  @Override
  public Optional<Object> bind(YamlNode node, Place place, Binding binding) {
    Optional<YamlNode.Mapping> section = node.asSection();
    if (section.isEmpty()) {
      binding.wrongKind(this, node, place);
      return Optional.empty();
    }
    return bindSection(section.get(), place, binding);
  }

  @Override
  public Stream<String> pathsBelow(String path, Set<Class<?>> around) {
    if (around.contains(type)) {
      return Stream.empty();
    }
    Set<Class<?>> entered = new HashSet<>(around);
    entered.add(type);
    return Key.of(type).stream()
        .flatMap(
            key -> {
              String below = path.isEmpty() ? key.name() : path + "." + key.name();
              return Stream.concat(Stream.of(below), key.kind().pathsBelow(below, entered));
            });
  }

  private Optional<Object> bindSection(YamlNode.Mapping section, Place place, Binding binding) {
    Set<String> misspelt = unknownKeys(section, place, binding);
    List<Key> keys = Key.of(type);
    List<Object> values = new ArrayList<>();
    for (Key key : keys) {
      if (!misspelt.contains(key.name())) {
        value(key, section, place, binding).ifPresent(values::add);
      }
    }
    if (values.size() < keys.size()) {
      return Optional.empty();
    }
    try {
      Record config = CanonicalConstructor.of(type, values);
      binding.check(config, section, place);
      return Optional.of(config);
    } catch (IllegalArgumentException e) {
      binding.add(place.problem(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Reports keys that should not be here and returns the keys that they were meant to be. */
  private Set<String> unknownKeys(YamlNode.Mapping section, Place place, Binding binding) {
    List<String> names = names();
    Set<String> misspelt = new HashSet<>();
    for (Map.Entry<String, YamlNode.Entry> given : section.entries().entrySet()) {
      if (!names.contains(given.getKey())) {
        Place unknown = place.child(given.getKey(), given.getValue().position());
        Optional<String> meant = NearestName.to(given.getKey(), names);
        binding.unknownKey(unknown, meant, names);
        meant.filter(name -> !section.entries().containsKey(name)).ifPresent(misspelt::add);
      }
    }
    return misspelt;
  }

  private static Optional<Object> value(
      Key key, YamlNode.Mapping section, Place place, Binding binding) {
    YamlNode.Entry entry = section.entries().get(key.name());
    return entry == null
        ? key.whenLeftOut(place.child(key.name(), place.position()), binding)
        : key.kind().bind(entry.value(), place.child(key.name(), entry.position()), binding);
  }

  private List<String> names() {
    return Stream.concat(tag.stream(), Key.of(type).stream().map(Key::name)).toList();
  }
}
