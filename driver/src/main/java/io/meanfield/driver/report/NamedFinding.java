package io.meanfield.driver.report;

import io.meanfield.datasets.describe.Finding;
import io.meanfield.datasets.describe.Repeats;
import java.util.List;

/**
 * What was found of examples that are there several times.
 *
 * @param key in the names of result lines
 * @param name for people
 * @param meaning a sentence without its full stop
 */
public record NamedFinding(String key, String name, String meaning, Finding finding) {

  public static List<NamedFinding> all(Repeats repeats) {
    return List.of(
        new NamedFinding(
            "duplicates",
            "duplicates",
            "an earlier example of the same part has the same features",
            repeats.duplicates()),
        new NamedFinding(
            "label-conflicts",
            "label conflicts",
            "another example has the same features and another label",
            repeats.conflicts()),
        leak("validation", "train", repeats.trainInValidation()),
        leak("test", "train", repeats.trainInTest()),
        leak("test", "validation", repeats.validationInTest()));
  }

  private static NamedFinding leak(String to, String from, Finding finding) {
    return new NamedFinding(
        "%s-in-%s".formatted(from, to),
        "%s in %s".formatted(from, to),
        "examples of the %s part with the features of examples of the %s part".formatted(to, from),
        finding);
  }
}
