package io.meanfield.driver.config;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A value that may be left out; null leaves it out in so many words. */
record OptionalKind(Kind value) implements Kind {

  @Override
  public String expected() {
    return value.expected() + ", or nothing";
  }

  @Override
  public Optional<Object> bind(YamlNode node, Place place, Binding binding) {
    return node instanceof YamlNode.Nothing
        ? Optional.of(Optional.empty())
        : value.bind(node, place, binding).map(Optional::of);
  }

  @Override
  public Stream<String> pathsBelow(String path, Set<Class<?>> around) {
    return value.pathsBelow(path, around);
  }
}
