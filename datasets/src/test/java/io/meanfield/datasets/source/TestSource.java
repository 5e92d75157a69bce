package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meanfield.datasets.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestSource {
  private static final Columns COLUMNS =
      new Columns(
          "",
          "",
          "",
          List.of("a"),
          List.of("b"),
          List.of("c"),
          List.of("d"),
          "",
          List.of("y"),
          List.of("", "null"));
  private static final Columns PAIRS = Tables.translations("en", "fr");
  private static final List<Source> SOURCES =
      List.of(
          new IdxSource(List.of(new IdxFiles("a", "b")), List.of(), List.of("x", "y")),
          new CsvSource(List.of("a"), List.of("b"), COLUMNS),
          new TsvSource(List.of("a"), List.of("b"), COLUMNS),
          new JsonLinesSource(List.of("a"), List.of("b"), COLUMNS),
          new DigitsSource(List.of("a"), 8, 8, 16),
          new LibsvmSource(List.of("a"), List.of("b"), 9, LibsvmLabel.TARGET, 0),
          new RatingsSource(
              List.of("a"),
              List.of("b"),
              RatingSeparator.DOUBLE_COLON,
              List.of("user", "item", "value"),
              List.of("u", "i", "v")),
          new ArffSource(List.of("a"), List.of("b"), COLUMNS),
          new MailSource("a", "b", "utf-8"),
          new LinesSource(
              List.of(new ClassFiles("x", List.of("a"))),
              List.of(new ClassFiles("x", List.of("b"))),
              "utf-8"),
          new MboxSource(List.of(new ClassFiles("x", List.of("a"))), List.of(), "utf-8"),
          new TextSource(List.of("a"), List.of("b"), TextUnit.LINE, Documents.JOINED, "utf-8"),
          new ParallelTextSource(
              List.of(new ParallelFiles("a", "b")), List.of(new ParallelFiles("c", "d")), "utf-8"),
          new TsvSource(List.of("a"), List.of("b"), PAIRS));

  @Test
  void aTableWithoutTranslationsHasTheFingerprintThatItHadBeforeThereWereAny() {
    String key = "\"translation\"";
    assertFalse(Json.write(new CsvSource(List.of("a"), List.of(), COLUMNS)).contains(key));
    assertTrue(Json.write(new CsvSource(List.of("a"), List.of(), PAIRS)).contains(key));
  }

  @Test
  void whatIsWrittenAsJsonIsReadAsTheSameSource() throws IOException {
    JsonMapper mapper =
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();
    for (Source source : SOURCES) {
      assertEquals(source, mapper.readValue(Json.write(source), Source.class));
    }
  }

  @Test
  void theFormatIsNamed() {
    List<String> formats =
        List.of(
            "idx",
            "csv",
            "tsv",
            "jsonl",
            "digits",
            "libsvm",
            "ratings",
            "arff",
            "mail",
            "lines",
            "mbox",
            "text",
            "parallel-text",
            "tsv");
    for (int i = 0; i < SOURCES.size(); i++) {
      String json = Json.write(SOURCES.get(i));
      assertTrue(json.contains("\"format\" : \"%s\"".formatted(formats.get(i))), json);
    }
  }
}
