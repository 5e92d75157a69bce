package io.meanfield.driver.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A value that takes the place of one in the file: {@code training.batch-size=64}. */
record KeyOverride(Position position, List<String> path, YamlNode value) {
  private static final Pattern DOT = Pattern.compile("\\.");

  /** The override, or nothing where it is malformed, which is then a problem. */
  static Optional<KeyOverride> parse(String text, Consumer<Problem> problems) {
    Position position = Position.whole("override " + text);
    int equals = text.indexOf('=');
    List<String> path = Arrays.asList(DOT.split(text.substring(0, Math.max(equals, 0)), -1));
    if (equals < 0 || path.stream().anyMatch(String::isBlank)) {
      problems.accept(
          new Problem(position, "", "expected key.path=value, for example training.batch-size=64"));
      return Optional.empty();
    }
    return YamlParser.parse(text.substring(equals + 1), line -> position, problems)
        .map(value -> new KeyOverride(position, path, value));
  }

  YamlNode.Mapping applyTo(YamlNode.Mapping top, Consumer<Problem> problems) {
    return set(top, new Place("", position), path, problems);
  }

  private YamlNode.Mapping set(
      YamlNode.Mapping section, Place place, List<String> keys, Consumer<Problem> problems) {
    String key = keys.get(0);
    if (keys.size() == 1) {
      return section.with(key, new YamlNode.Entry(position, value));
    }
    Place child = place.child(key, position);
    YamlNode.Entry entry = section.entries().get(key);
    if (entry == null || entry.value() instanceof YamlNode.Nothing) {
      entry = new YamlNode.Entry(position, new YamlNode.Mapping(position, Map.of()));
    }
    if (entry.value() instanceof YamlNode.Mapping inner) {
      YamlNode.Mapping changed = set(inner, child, keys.subList(1, keys.size()), problems);
      return section.with(key, new YamlNode.Entry(entry.position(), changed));
    }
    problems.accept(
        child.problem(
            "expected a section to set %s in, found %s at %s"
                .formatted(keys.get(1), entry.value().found(), entry.position())));
    return section;
  }
}
