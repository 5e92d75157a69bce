package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;

/**
 * What users think of items, a rating a line, in UTF-8: {@code 1::1193::5::978300760}. It is a
 * table with the categories {@code user} and {@code item} and the target {@code value}. {@code
 * time}, a number or a date, is no feature: it may divide the ratings ({@code split: {by: time,
 * time: time}}), and is read only if it does. Empty lines are no ratings. To predict from, lines
 * may also have the user and the item alone.
 *
 * <pre>
 * source:
 *   format: ratings
 *   train: [ratings.csv]
 *   separator: comma
 *   header: [userId, movieId, rating, timestamp]
 * </pre>
 *
 * @param train the files that are divided as the configuration says
 * @param test the files that are the test part, if the data come with one
 * @param fields what the fields of a line are; user, item and value are among them, and others may
 *     divide the ratings
 * @param header what the first line calls these fields, wherever they stand; empty if the files
 *     have no such line
 */
public record RatingsSource(
    List<String> train,
    @JsonProperty(defaultValue = "[]") List<String> test,
    @JsonProperty(defaultValue = "comma") RatingSeparator separator,
    @JsonProperty(defaultValue = "[user, item, value, time]") List<String> fields,
    @JsonProperty(defaultValue = "[]") List<String> header)
    implements TableSource {
  static final String USER = "user";
  static final String ITEM = "item";
  static final String VALUE = "value";

  public RatingsSource {
    SplitFiles files = new SplitFiles("train", train, test);
    train = files.train();
    test = files.test();
    fields = List.copyOf(fields);
    header = List.copyOf(header);
    requireDistinct("fields", fields);
    requireDistinct("header", header);
    if (!fields.containsAll(List.of(USER, ITEM, VALUE))) {
      throw new IllegalArgumentException(
          "expected user, item and value among the fields, found " + fields);
    }
    if (!header.isEmpty() && header.size() != fields.size()) {
      throw new IllegalArgumentException(
          "expected a name in header for each of the fields %s, found %s"
              .formatted(fields, header));
    }
  }

  @Override
  public TableFiles tables() {
    List<String> none = List.of();
    Columns columns =
        new Columns("", "", "", none, List.of(USER, ITEM), none, none, "", List.of(VALUE), none);
    return TableFiles.labelled(new RatingsFormat(separator, fields, header), train, test, columns);
  }

  @Override
  public RatingsSource within(String folder) {
    return new RatingsSource(
        FileNames.within(folder, train), FileNames.within(folder, test), separator, fields, header);
  }

  private static void requireDistinct(String key, List<String> names) {
    HashSet<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isBlank() || !seen.add(name)) {
        throw new IllegalArgumentException(
            "expected different names in %s, found %s".formatted(key, names));
      }
    }
  }
}
