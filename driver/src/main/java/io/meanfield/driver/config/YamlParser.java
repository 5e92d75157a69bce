package io.meanfield.driver.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Reads one YAML document, keeping the line of every key and value. */
final class YamlParser {
  private static final YAMLFactory FACTORY = new YAMLFactory();

  private final YAMLParser tokens;
  private final IntFunction<Position> positions;
  private final Consumer<Problem> problems;

  private YamlParser(
      YAMLParser tokens, IntFunction<Position> positions, Consumer<Problem> problems) {
    this.tokens = tokens;
    this.positions = positions;
    this.problems = problems;
  }

  /**
   * The document, or nothing where the text is no YAML, which is then a problem.
   *
   * @param positions from a line of the text, counted from 1, to the position to report
   */
  static Optional<YamlNode> parse(
      String text, IntFunction<Position> positions, Consumer<Problem> problems) {
    try (YAMLParser tokens = FACTORY.createParser(text)) {
      return Optional.of(new YamlParser(tokens, positions, problems).document());
    } catch (JsonProcessingException e) {
      YamlSyntax syntax = YamlSyntax.of(e);
      problems.accept(new Problem(positions.apply(syntax.line()), "", syntax.message()));
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("a string failed to be read", e);
    }
  }

  private YamlNode document() throws IOException {
    if (tokens.nextToken() == null) {
      return new YamlNode.Nothing(positions.apply(1));
    }
    YamlNode node = node(new Place("", position()));
    if (tokens.nextToken() != null) {
      problems.accept(
          new Problem(
              position(),
              "",
              "expected one YAML document, found a second one; remove the \"---\""));
    }
    return node;
  }

  private YamlNode node(Place place) throws IOException {
    Position position = position();
    if (tokens.isCurrentAlias()) {
      problems.accept(
          place.problem(
              "expected a value, found the alias *%s; write the value out, or quote it if it is text"
                  .formatted(tokens.getText())));
    }
    return switch (tokens.currentToken()) {
      case START_OBJECT -> mapping(place);
      case START_ARRAY -> sequence(place);
      case VALUE_NULL -> new YamlNode.Nothing(position);
      default -> new YamlNode.Scalar(position, tokens.getText());
    };
  }

  private YamlNode mapping(Place place) throws IOException {
    Position position = position();
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    while (tokens.nextToken() != JsonToken.END_OBJECT) {
      String key = tokens.currentName();
      Place child = place.child(key, position());
      tokens.nextToken();
      YamlNode.Entry entry = new YamlNode.Entry(child.position(), node(child));
      YamlNode.Entry earlier = entries.putIfAbsent(key, entry);
      if (earlier != null) {
        problems.accept(
            child.problem("given twice, first at %s; remove one".formatted(earlier.position())));
      }
    }
    return new YamlNode.Mapping(position, entries);
  }

  private YamlNode sequence(Place place) throws IOException {
    Position position = position();
    List<YamlNode> items = new ArrayList<>();
    while (tokens.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(place.item(items.size(), position())));
    }
    return new YamlNode.Sequence(position, items);
  }

  private Position position() {
    return positions.apply(tokens.currentTokenLocation().getLineNr());
  }
}
