package io.meanfield.driver.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * What a YAML syntax error says, in one sentence.
 *
 * @param line from 1
 */
record YamlSyntax(int line, String message) {

  /** Jackson deprecates the exception that knows the line, but 2.x throws no other. */
  @SuppressWarnings("deprecation")
  static YamlSyntax of(JsonProcessingException exception) {
    if (exception instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      String context = marked.getContext() == null ? "" : " " + marked.getContext();
      return new YamlSyntax(
          marked.getProblemMark().getLine() + 1,
          "expected YAML, found an error%s: %s (column %d)"
              .formatted(context, marked.getProblem(), marked.getProblemMark().getColumn() + 1));
    }
    int line = exception.getLocation() == null ? 0 : exception.getLocation().getLineNr();
    String message = exception.getOriginalMessage().lines().findFirst().orElse("unknown error");
    return new YamlSyntax(Math.max(line, 0), "expected YAML, found an error: " + message);
  }
}
