package io.meanfield.datasets.division;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.source.RawKey;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class TestHoldout {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1",
        "0.0",
        "fold 1 of 2",
        "fold 10 of 10",
        "from 2024-05-31",
        "from 2024-05-31T13:45",
        "from 1700000000",
        "from 1969-12-31T23:59:59.250",
        "from 2024-05-31T13:45:10.123456",
        "from -0.25"
      })
  void whatIsReadIsWrittenInTheSameWords(String text) {
    assertEquals(text, Holdout.parse(text).toString());
    assertEquals(Holdout.parse(text), Holdout.parse(Holdout.parse(text).toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "0x1p-3",
        "0.1f",
        "NaN",
        "fold 0 of 5",
        "fold 6 of 5",
        "fold 1 of 1",
        "fold 1",
        "fold -1 of 5",
        "from",
        "from tomorrow",
        "from 2024-02-30"
      })
  void anythingElseIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Holdout.parse(text));
  }

  @Test
  void aTimeIsANumberOrADate() {
    assertEquals(
        new Holdout.From(new RawKey.Time(86_400, RawKey.Time.Unit.DATE)),
        Holdout.parse("from 1970-01-02"));
    assertEquals(
        new Holdout.From(new RawKey.Time(2024, RawKey.Time.Unit.NUMBER)),
        Holdout.parse("from 2024"));
  }

  @Test
  void timesAreKeptToTheMicrosecond() {
    assertEquals(
        "from 2024-05-31T13:45:10.123456",
        Holdout.parse("from 2024-05-31T13:45:10.123456789").toString());
  }

  @Test
  void onlyTheFractionZeroHoldsOutNothing() {
    assertFalse(Holdout.parse("0").isSome());
    assertFalse(Holdout.parse("0.00").isSome());
    for (String text : List.of("0.001", "fold 1 of 5", "from 0")) {
      assertTrue(Holdout.parse(text).isSome(), text);
    }
  }

  @Test
  void whatDoesNotGoWithAWayToSplitIsRefused() {
    Holdout fraction = Holdout.parse("0.1");
    Holdout fold = Holdout.parse("fold 1 of 5");
    Holdout from = Holdout.parse("from 2024-05-31");
    assertRefused("name the column of times in split.time", () -> new RecordSplit(from, 0.2));
    assertRefused("that leave something", () -> new ClassSplit(fraction, 0.9));
    assertRefused("that leave something", () -> new GroupSplit("g", fold, 1));
    assertRefused("would train on what came after", () -> new TimeSplit("t", fold, fraction));
    assertRefused("would train on what came after", () -> new TimeSplit("t", fraction, fold));
    assertRefused("begins before the test part", () -> new TimeSplit("t", from, from));
    assertRefused(
        "begins before the test part", () -> new TimeSplit("t", Holdout.parse("from 7"), from));
    assertRefused("a column as group, found an empty", () -> new GroupSplit(" ", fraction, 0));
    assertRefused("a column as time, found an empty", () -> new TimeSplit("", fraction, fraction));
    assertRefused("found 0 groups in .*_frame", () -> new PathSplit(".*_frame", fraction, 0));
    assertRefused("expected a regular expression, found (", () -> new PathSplit("(", fraction, 0));
  }

  private static void assertRefused(String reason, Executable use) {
    String message = assertThrows(IllegalArgumentException.class, use).getMessage();
    assertTrue(message.contains(reason), message);
  }
}
