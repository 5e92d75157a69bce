package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The attributes of a file, in their order. */
record ArffHeader(List<String> names, List<ArffType> types) {

  /**
   * Reads the lines up to that of {@code @data}.
   *
   * @throws DataException if they are no header
   */
  static ArffHeader read(String file, LineSource lines) throws IOException {
    List<String> names = new ArrayList<>();
    List<ArffType> types = new ArrayList<>();
    for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
      try {
        List<String> words = ArffFields.splitFirst(line.get().text());
        switch (words.get(0).toLowerCase(Locale.ROOT)) {
          case "@relation" -> {}
          case "@attribute" -> {
            List<String> attribute = ArffFields.splitFirst(words.get(1));
            names.add(attribute.get(0));
            types.add(ArffType.of(attribute.get(1)));
          }
          case "@data" -> {
            return new ArffHeader(List.copyOf(names), List.copyOf(types));
          }
          default ->
              throw new BadRecordException(
                  "expected @relation, @attribute or @data, found " + Excerpt.of(words.get(0)));
        }
      } catch (BadRecordException | IllegalArgumentException e) {
        throw new DataException(
            "%s, line %d: expected the header of an ARFF file, but %s; correct the file"
                .formatted(file, line.get().number(), e.getMessage()),
            e);
      }
    }
    throw new DataException(
        "expected a line @data in %s, found none; fetch the data again".formatted(file));
  }
}
