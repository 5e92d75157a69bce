package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestRatingsSource {
  private static final List<String> FIELDS = List.of("user", "item", "value", "time");
  private static final List<String> HEADER = List.of("userId", "movieId", "rating", "timestamp");
  private static final List<String> NONE = List.of();
  private static final KeyColumn TIME = new KeyColumn("time", KeyColumn.Kind.TIME);

  @TempDir Path folder;
  private RawFiles files;

  @BeforeEach
  void startWithAnEmptyFolder() {
    files = new RawFiles(folder);
  }

  @Test
  void filesOfMovieLensAreReadAsTheyLieAroundPlainAndPacked() throws IOException {
    List<String> expected = List.of("[1, 1193] -> [5.0]", "[1, 661] -> [3.5]");
    String colons = "1::1193::5::978300760\n1::661::3.5::978302109\n";
    assertEquals(expected, words(colons(FIELDS, colons)));
    byte[] packed = RawFiles.gzip(colons.getBytes(StandardCharsets.UTF_8));
    assertEquals(
        expected,
        words(
            new RatingsSource(
                List.of(files.write("packed", packed)),
                NONE,
                RatingSeparator.DOUBLE_COLON,
                FIELDS,
                NONE)));
    assertEquals(
        expected,
        words(
            source(
                RatingSeparator.TAB,
                FIELDS,
                NONE,
                "1\t1193\t5\t978300760\n1\t661\t3.5\t978302109")));
    assertEquals(
        expected,
        words(
            source(
                RatingSeparator.COMMA,
                FIELDS,
                HEADER,
                "userId,movieId,rating,timestamp\r\n1,1193,5.0,978300760\r\n1,661,3.5,978302109\r\n")));
  }

  @Test
  void columnsAreFoundByTheirNamesInTheHeaderWhereverTheyStand() throws IOException {
    Source source =
        source(
            RatingSeparator.COMMA,
            FIELDS,
            HEADER,
            "timestamp,item,rating,\"userId\",movieId\n7,\"a, \"\"b\"\"\",4,u,m\n");
    assertEquals(List.of("[u, m] -> [4.0]"), words(source));
    assertEquals(List.of(time(7)), keys(source.keyedBy(TIME)));
  }

  @Test
  void timeDividesRatingsAndIsNoFeatureOfThem() throws IOException {
    Source source = colons(FIELDS, "1::2::5::978300760\n1::3::4::soon\n");
    assertEquals(List.of("user", "item"), source.featureNames());
    assertEquals(List.of("value"), source.labelNames(List.of()));
    assertEquals(List.of("[1, 2] -> [5.0]", "[1, 3] -> [4.0]"), words(source));
    Source byTime = source.keyedBy(TIME);
    assertEquals(List.of(time(978300760)), keys(byTime));
    assertEquals(
        List.of(
            "[1, 2] -> [5.0]",
            "bad line 2: expected a number or a date such as 2024-05-31 in time, found \"soon\""),
        words(byTime));
  }

  @Test
  void filesWithoutTimesCannotBeDividedByThem() throws IOException {
    Source source = colons(List.of("item", "user", "value"), "2::1::5\n");
    assertEquals(List.of("[1, 2] -> [5.0]"), words(source));
    String message =
        assertThrows(DataException.class, () -> RawFiles.read(source.keyedBy(TIME))).getMessage();
    assertEquals(
        folder.resolve("ratings")
            + ": expected the column time, found the columns [item, user, value]",
        message.substring(0, message.indexOf("]") + 1));
  }

  @Test
  void aMalformedRatingIsToldByItsLineAndReadingGoesOn() throws IOException {
    assertEquals(
        List.of(
            "bad line 1: expected a rating, found no number in \"user item rating time\": if these are the names of the columns, tell them in header",
            "bad line 2: expected 4 fields (user, item, value, time), found 3: see separator and fields",
            "bad line 3: expected 4 fields (user, item, value, time), found 1: see separator and fields",
            "bad line 4: expected 4 fields (user, item, value, time), found 5: see separator and fields",
            "bad line 5: expected a finite number in value, found \"good\"",
            "bad line 6: expected a finite number in value, found \"NaN\"",
            "bad line 7: expected a finite number in value, found \"-Infinity\"",
            "bad line 8: expected a finite number in value, found \"1e99\"",
            "bad line 9: expected a finite number in value, found \"\"",
            "bad line 10: expected a name in user, found an empty text",
            "bad line 11: expected a name in item, found an empty text",
            "bad line 12: expected text in item, found a NUL as character 2",
            "[NA, 0] -> [-1.0]"),
        words(
            colons(
                FIELDS,
                """
                user::item::rating::time
                1::2::5
                1\t2\t5\t7
                1::2::5::7::
                1::2::good::7
                1::2::NaN::7
                1::2::-Infinity::7
                1::2::1e99::7
                1::2::::7
                 ::2::5::7
                1::::5::7
                1::2\0::5::7

                NA::0::-1::7
                """)));
  }

  @Test
  void aHeaderThatLacksAColumnIsRefusedWithTheNearestName() throws IOException {
    Source source =
        source(
            RatingSeparator.COMMA, FIELDS, HEADER, "user_id,movieId,rating,timestamp\n1,2,3,4\n");
    assertEquals(
        folder.resolve("ratings")
            + ": expected the column userId, found the columns [user_id, movieId, rating, timestamp]: did you mean user_id?",
        assertThrows(DataException.class, () -> RawFiles.read(source)).getMessage());
  }

  @Test
  void toPredictFromTheUserAndTheItemAreEnough() throws IOException {
    Source colons = colons(List.of("value", "item", "user"), "");
    String file = files.write("pairs", "5::2::1\n2::1\n?::2::1\n2\n");
    assertEquals(
        List.of(
            "[1, 2]",
            "[1, 2]",
            "[1, 2]",
            "bad line 4: expected 3 fields (value, item, user) or 2 fields (item, user), found 1: see separator and fields"),
        words(colons.unlabelled(List.of(file))));
    Source named = source(RatingSeparator.COMMA, FIELDS, HEADER, "");
    String pairs = files.write("pairs.csv", "movieId,userId\n2,1\n");
    assertEquals(List.of("[1, 2]"), words(named.unlabelled(List.of(pairs))));
  }

  @Test
  void configurationsThatMeanNothingAreRefused() {
    assertRefused(
        "expected user, item and value among the fields, found [user, item, rating]",
        List.of("user", "item", "rating"),
        NONE);
    assertRefused(
        "expected different names in fields, found [user, item, value, user]",
        List.of("user", "item", "value", "user"),
        NONE);
    assertRefused(
        "expected different names in header, found [a, b, c, ]", FIELDS, "a", "b", "c", "");
    assertRefused(
        "expected a name in header for each of the fields [user, item, value, time], found [a, b, c]",
        FIELDS,
        "a",
        "b",
        "c");
  }

  private static void assertRefused(String message, List<String> fields, String... header) {
    assertRefused(message, fields, List.of(header));
  }

  private static void assertRefused(String message, List<String> fields, List<String> header) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> new RatingsSource(List.of("a"), NONE, RatingSeparator.TAB, fields, header))
            .getMessage());
  }

  private Source colons(List<String> fields, String content) throws IOException {
    return source(RatingSeparator.DOUBLE_COLON, fields, NONE, content);
  }

  private Source source(
      RatingSeparator separator, List<String> fields, List<String> header, String content)
      throws IOException {
    return new RatingsSource(
        List.of(files.write("ratings", content)), NONE, separator, fields, header);
  }

  private static List<String> words(Source source) throws IOException {
    return RawFiles.inWords(RawFiles.read(source));
  }

  private static RawKey time(double value) {
    return new RawKey.Time(value, RawKey.Time.Unit.NUMBER);
  }

  private static List<RawKey> keys(Source source) throws IOException {
    return RawFiles.read(source).stream()
        .filter(RawResult.Good.class::isInstance)
        .map(result -> ((RawResult.Good) result).key().orElseThrow())
        .toList();
  }
}
