package io.meanfield.driver.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Items of one kind. */
record ListKind(Kind items) implements Kind {

  @Override
  public String expected() {
    return "a list, each item " + items.expected();
  }

  @Override
  public Optional<Object> bind(YamlNode node, Place place, Binding binding) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      binding.wrongKind(this, node, place);
      return Optional.empty();
    }
    List<YamlNode> nodes = sequence.items();
    List<Object> values =
        IntStream.range(0, nodes.size())
            .mapToObj(
                i -> items.bind(nodes.get(i), place.item(i, nodes.get(i).position()), binding))
            .flatMap(Optional::stream)
            .toList();
    return values.size() == nodes.size() ? Optional.of(values) : Optional.empty();
  }

  @Override
  public Stream<String> pathsBelow(String path, Set<Class<?>> around) {
    return items.pathsBelow(path + "[]", around);
  }
}
