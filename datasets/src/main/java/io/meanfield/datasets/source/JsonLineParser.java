package io.meanfield.datasets.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meanfield.datasets.source.RawResult.Good;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records that are a JSON object each. */
final class JsonLineParser implements LineParser {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Projection projection;

  JsonLineParser(Projection projection) {
    this.projection = projection;
  }

  @Override
  public Optional<Good> parse(String text) throws BadRecordException {
    JsonNode node;
    try {
      node = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BadRecordException(
          "expected one JSON object, found %s: %s"
              .formatted(Excerpt.of(text), e.getOriginalMessage()));
    }
    if (!node.isObject()) {
      throw new BadRecordException(
          "expected one JSON object, found %s".formatted(Excerpt.of(text)));
    }
    return projection.record(new ObjectRow(node));
  }

  private record ObjectRow(JsonNode object) implements Row {

    @Override
    public boolean isMissing(String column, List<String> missing) throws BadRecordException {
      JsonNode value = value(column);
      return value.isNull() || (value.isTextual() && missing.contains(value.textValue().strip()));
    }

    @Override
    public String text(String column) throws BadRecordException {
      JsonNode value = value(column);
      if (!value.isTextual()) {
        throw unexpected("a JSON string", column, value);
      }
      return value.textValue();
    }

    @Override
    public String name(String column) throws BadRecordException {
      JsonNode value = value(column);
      if (!value.isTextual() && !value.isNumber() && !value.isBoolean()) {
        throw unexpected("a JSON string, number or boolean", column, value);
      }
      return value.asText();
    }

    @Override
    public float number(String column) throws BadRecordException {
      JsonNode value = value(column);
      if (!value.isNumber() || !Float.isFinite(value.floatValue())) {
        throw unexpected("a finite JSON number", column, value);
      }
      return value.floatValue();
    }

    private JsonNode value(String column) throws BadRecordException {
      JsonNode value = object.get(column);
      if (value == null) {
        List<String> found = new ArrayList<>();
        object.fieldNames().forEachRemaining(found::add);
        throw new BadRecordException(MissingColumn.message(column, found));
      }
      return value;
    }

    private static BadRecordException unexpected(String expected, String column, JsonNode found) {
      return new BadRecordException(
          "expected %s in %s, found %s".formatted(expected, column, Excerpt.of(found.toString())));
    }
  }
}
