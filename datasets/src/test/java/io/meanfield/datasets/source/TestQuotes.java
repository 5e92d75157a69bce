package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.datasets.source.RawResult.Bad;
import io.meanfield.datasets.source.RawResult.Good;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestQuotes {
  private static final String BROKEN =
      "expected a comma or the end of the record after a closing quote, found more text at character ";
  private static final String TAKEN =
      "expected a record, found a part of the bad one that opens a quote in line ";

  @TempDir Path folder;

  @Test
  void aQuoteInsideAnUnquotedFieldIsACharacterLikeAnyOther() throws IOException {
    assertEquals(
        List.of("a 5\" disk", "a 6\" disk", "ok"), read("a 5\" disk,x\na 6\" disk,x\nok,x\n"));
    assertEquals(List.of("5\"", "good", "better"), read("5\",x\ngood,x\nbetter,x\n"));
  }

  @Test
  void separatorsLineFeedsAndDoubledQuotesInQuotesAreText() throws IOException {
    assertEquals(
        List.of("a,b", "a\nb", "a\r\nb", "a\"b", "a\",\"\nb", ""),
        read("\"a,b\",x\n\"a\nb\",x\r\n\"a\r\nb\",x\n\"a\"\"b\",x\n\"a\"\",\"\"\nb\",x\n\"\",x"));
  }

  @Test
  void textAfterAClosingQuoteMakesAllLinesOfTheRecordBad() throws IOException {
    assertEquals(
        List.of(
            "line 2: " + BROKEN + 4,
            "good",
            "line 4: " + BROKEN + 8,
            "line 5: " + TAKEN + 4,
            "fine"),
        read("\"a\"b,x\ngood,x\n\"open\n\"more\",x\nfine,x\n"));
  }

  @Test
  void aQuoteThatIsNeverClosedIsABadRecordAtTheLineItOpensIn() throws IOException {
    assertEquals(
        List.of(
            "good",
            "line 3: expected a closing quote, found the end of the file",
            "line 4: " + TAKEN + 3,
            "line 5: " + TAKEN + 3),
        read("good,x\n\"open,x\nlost,x\nlost,x\n"));
  }

  @Test
  void everyLineOfABadRecordCountsThoughItsQuotesAreWhole() throws IOException {
    assertEquals(
        List.of(
            "line 2: expected 2 fields as in the header, found 1",
            "line 3: " + TAKEN + 2,
            "line 4: " + TAKEN + 2,
            "good"),
        read("\"open,x\ntaken,x\n\"\ngood,x\n"));
  }

  private List<String> read(String records) throws IOException {
    Path file = Files.writeString(folder.resolve("data.csv"), "text,label\n" + records);
    Storage storage = new Storage(new Configuration(false));
    Columns columns = Tables.text("text", "label");
    Source source = new CsvSource(List.of(file.toString()), List.of(), columns);
    List<String> found = new ArrayList<>();
    try (RawReader reader = source.open(storage, source.splits(storage).get(0))) {
      for (Optional<RawResult> r = reader.next(); r.isPresent(); r = reader.next()) {
        found.add(
            r.get() instanceof Good good
                ? ((RawFeatures.Text) good.features()).text()
                : ((Bad) r.get()).position() + ": " + ((Bad) r.get()).reason());
      }
    }
    return found;
  }
}
