package io.meanfield.driver.config;

import io.meanfield.datasets.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One reading of one configuration: what it knows beside the file, and what is wrong so far. */
final class Binding {
  private static final Pattern STEPS = Pattern.compile("[.\\[\\]]+");
  private static final int MAX_HINTS = 3;

  private final List<TypedCheck<?>> checks;
  private final List<String> paths;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param paths the dotted paths of all keys that the configuration can have
   */
  Binding(List<TypedCheck<?>> checks, List<String> paths) {
    this.checks = checks;
    this.paths = paths;
  }

  List<Problem> problems() {
    return problems;
  }

  void add(Problem problem) {
    problems.add(problem);
  }

  void wrongKind(Kind kind, YamlNode node, Place place) {
    add(place.problem("expected %s, found %s".formatted(kind.expected(), node.found())));
  }

  void unknownKey(Place place, Optional<String> meant, Collection<String> known) {
    add(place.problem("unknown key; " + meant.map(Binding::didYouMean).orElse(hint(place, known))));
  }

  /** The name that a node holds, or nothing where it is not among the given, which is a problem. */
  Optional<String> oneOf(List<String> names, YamlNode node, Place place) {
    Optional<String> typed =
        node instanceof YamlNode.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    Optional<String> name = typed.filter(names::contains);
    if (name.isEmpty()) {
      Optional<String> meant = typed.flatMap(text -> NearestName.to(text, names));
      add(
          place.problem(
              "expected one of %s, found %s%s"
                  .formatted(
                      String.join(", ", names),
                      node.found(),
                      meant.map(word -> "; " + didYouMean(word)).orElse(""))));
    }
    return name;
  }

  void check(Record config, YamlNode section, Place place) {
    for (TypedCheck<?> check : checks) {
      check.run(config, (key, message) -> add(find(key, section, place).problem(message)));
    }
  }

  /** The place of a key, at the line of the nearest section around it that the file has. */
  private static Place find(String key, YamlNode section, Place place) {
    if (key.isEmpty()) {
      return place;
    }
    YamlNode.Entry deepest = new YamlNode.Entry(place.position(), section);
    for (String step : STEPS.split(key)) {
      Optional<YamlNode.Entry> next = deepest.value().step(step);
      if (next.isEmpty()) {
        break;
      }
      deepest = next.get();
    }
    return place.child(key, deepest.position());
  }

  private String hint(Place place, Collection<String> known) {
    String name = place.path().substring(place.path().lastIndexOf('.') + 1);
    List<String> elsewhere =
        paths.stream()
            .filter(path -> path.equals(name) || path.endsWith("." + name))
            .filter(path -> !path.equals(place.path())) // it is one of another choice
            .distinct()
            .limit(MAX_HINTS)
            .toList();
    return elsewhere.isEmpty()
        ? "known here are " + String.join(", ", known)
        : "a key of that name belongs at " + String.join(" or ", elsewhere);
  }

  private static String didYouMean(String word) {
    return "did you mean \"" + word + "\"?";
  }
}
