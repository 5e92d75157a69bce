package io.meanfield.driver.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration cannot be used. The message counts the problems and lists them, one a line. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<Problem> problems;

  ConfigException(String source, List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> "\n  " + problem)
            .collect(
                Collectors.joining("", count(problems) + " in configuration " + source + ":", "")));
    this.problems = List.copyOf(problems);
  }

  /** In the order of the file's lines, those of overrides last. */
  public List<Problem> problems() {
    return problems;
  }

  private static String count(List<Problem> problems) {
    return problems.size() == 1 ? "1 problem" : problems.size() + " problems";
  }
}
