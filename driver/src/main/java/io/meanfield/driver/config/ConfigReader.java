package io.meanfield.driver.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads YAML into one kind of configuration record. Immutable.
 *
 * @param <T> the record; its components are the keys at the top of the file
 */
public final class ConfigReader<T extends Record> {
  private final Class<T> type;
  private final List<TypedCheck<?>> checks;
  private final List<String> paths;

  private ConfigReader(Class<T> type, List<TypedCheck<?>> checks, List<String> paths) {
    this.type = type;
    this.checks = checks;
    this.paths = paths;
  }

  /**
   * A reader without checks.
   *
   * @throws IllegalArgumentException if a component, at any depth, has a type that a configuration
   *     cannot have
   */
  public static <T extends Record> ConfigReader<T> of(Class<T> type) {
    return new ConfigReader<>(type, List.of(), Kind.of(type).pathsBelow("", Set.of()).toList());
  }

  /**
   * This reader and one more check. It runs for each record of its type, at any depth, that could
   * be made from the file, also where other parts of the file are wrong.
   */
  public <S> ConfigReader<T> with(Class<S> checked, Check<? super S> check) {
    List<TypedCheck<?>> more = new ArrayList<>(checks);
    more.add(new TypedCheck<>(checked, check));
    return new ConfigReader<>(type, List.copyOf(more), paths);
  }

  /**
   * Reads a file.
   *
   * @param overrides values that take the place of the file's, as {@code key.path=value}; of two
   *     for one key the later wins
   * @throws ConfigException with all problems of the file, the overrides and the checks
   */
  public T read(Path file, List<String> overrides) {
    Binding binding = new Binding(checks, paths);
    return read(file.toString(), YamlText.load(file, binding::add), overrides, binding);
  }

  /**
   * Reads what was a file.
   *
   * @param source what messages call it
   * @param utf8 its bytes
   * @param overrides as for a file
   * @throws ConfigException with all problems of the text, the overrides and the checks
   */
  public T read(String source, byte[] utf8, List<String> overrides) {
    return read(source, Optional.of(utf8), overrides, new Binding(checks, paths));
  }

  private T read(String source, Optional<byte[]> utf8, List<String> overrides, Binding binding) {
    List<KeyOverride> changes =
        overrides.stream().flatMap(text -> KeyOverride.parse(text, binding::add).stream()).toList();
    Optional<T> config =
        utf8.flatMap(bytes -> YamlText.decode(source, bytes, binding::add))
            .flatMap(text -> tree(source, text, binding))
            .map(tree -> changed(tree, changes, binding))
            .flatMap(tree -> Kind.of(type).bind(tree, Place.top(source), binding))
            .map(type::cast);
    if (!binding.problems().isEmpty()) {
      throw new ConfigException(source, sorted(binding.problems(), source));
    }
    return config.orElseThrow();
  }

  private static Optional<YamlNode> tree(String source, String text, Binding binding) {
    Optional<YamlNode> tree =
        YamlParser.parse(text, line -> new Position(source, line), binding::add);
    if (tree.isPresent() && tree.get() instanceof YamlNode.Nothing) {
      binding.add(Place.top(source).problem("expected a run's configuration, found an empty file"));
      return Optional.empty();
    }
    return tree;
  }

  private static YamlNode changed(YamlNode tree, List<KeyOverride> changes, Binding binding) {
    YamlNode changed = tree;
    for (KeyOverride change : changes) {
      if (changed instanceof YamlNode.Mapping top) {
        changed = change.applyTo(top, binding::add);
      }
    }
    return changed;
  }

  private static List<Problem> sorted(List<Problem> problems, String source) {
    return problems.stream()
        .sorted(
            Comparator.comparing((Problem p) -> !p.position().source().equals(source))
                .thenComparing(p -> p.position().line()))
        .toList();
  }
}
