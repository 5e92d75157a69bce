package io.meanfield.datasets.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.Labels;
import io.meanfield.datasets.source.RawLabel;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestLabelSurvey {
  private static final List<String> NONE = List.of();

  @Test
  void recordsWithoutLabelsHaveNone() {
    LabelSurvey survey = new LabelSurvey();
    survey.add(new RawLabel.None());
    survey.merge(new LabelSurvey());
    assertEquals(new Labels.None(), survey.finish(NONE));
  }

  @Test
  void wholeNumbersAreInNumericalOrder() {
    assertEquals(
        new Labels.Classes(List.of("-1", "0", "2", "10", "99999999999999999999")),
        classes("10", "2", "0", "99999999999999999999", "-1", "2").finish(NONE));
  }

  @Test
  void otherNamesAreInTheOrderOfTheirCodePoints() {
    // U+1D49C is after U+FF21 but its first UTF-16 unit is before it.
    assertEquals(
        new Labels.Classes(List.of("10", "2", "Zebra", "ant", "\uff21", "\ud835\udc9c")),
        classes("\ud835\udc9c", "ant", "\uff21", "2", "Zebra", "10").finish(NONE));
  }

  @Test
  void namesThatTheSourceGivesKeepTheirOrderAlsoThoseThatNoRecordHas() {
    List<String> given = List.of("shirt", "bag", "coat");
    assertEquals(new Labels.Classes(given), classes("bag", "shirt").finish(given));
    List<String> columns = List.of("width", "age");
    assertEquals(new Labels.Targets(columns), targets(2).finish(columns));
  }

  @Test
  void surveysAreTakenTogether() {
    LabelSurvey first = classes("b");
    first.merge(new LabelSurvey());
    first.merge(classes("a", "b"));
    assertEquals(new Labels.Classes(List.of("a", "b")), first.finish(NONE));

    LabelSurvey targets = new LabelSurvey();
    targets.merge(targets(2));
    assertEquals(new Labels.Targets(List.of("target-1", "target-2")), targets.finish(NONE));
  }

  @Test
  void classesAndTargetsDoNotMixNorDoTargetsOfDifferentNumber() {
    LabelSurvey classes = classes("a");
    LabelSurvey targets = targets(2);
    assertThrows(IllegalArgumentException.class, () -> classes.merge(targets));
    assertThrows(IllegalArgumentException.class, () -> targets.merge(classes));
    assertThrows(IllegalArgumentException.class, () -> targets.merge(targets(3)));
    assertThrows(IllegalArgumentException.class, () -> targets(0));
  }

  private static LabelSurvey classes(String... names) {
    LabelSurvey survey = new LabelSurvey();
    for (String name : names) {
      survey.add(new RawLabel.ClassName(name));
    }
    return survey;
  }

  private static LabelSurvey targets(int numTargets) {
    LabelSurvey survey = new LabelSurvey();
    survey.add(new RawLabel.Targets(new float[numTargets]));
    return survey;
  }
}
